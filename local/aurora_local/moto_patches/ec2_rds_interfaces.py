"""The network interfaces of RDS: one an instance, with the groups of its cluster.

Stock moto's databases have none. On AWS they belong to the account, are made and changed by `amazon-rds`
only, and show by which groups a database is really reached.
"""

from typing import Any

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.elastic_network_interfaces import NetworkInterface, NetworkInterfaceBackend
from moto.rds.models import DBInstance, rds_backends

RDS = "amazon-rds"
DESCRIPTION = "RDSNetworkInterface"


class RdsInterface(NetworkInterface):
    """An interface whose groups are, at any time, those of its database."""

    def __init__(self, backend: Any, instance: DBInstance) -> None:
        super().__init__(backend, _subnet(backend, instance), "", description=DESCRIPTION)
        self.database = instance
        self.requester_id = RDS
        self.requester_managed = True
        self.status = "in-use"

    @property
    def group_set(self) -> Any:
        groups = [
            self.ec2_backend.get_security_group_from_id(one) for one in self.database.vpc_security_group_ids
        ]
        return [group for group in groups if group]

    @property
    def attachment(self) -> Any:
        return {
            "AttachmentId": self.id.replace("eni-", "eni-attach-"),
            "AttachTime": self.database.created,
            "DeleteOnTermination": False,
            "DeviceIndex": 1,
            "NetworkCardIndex": 0,
            "InstanceOwnerId": RDS,
            "Status": "attached",
        }

    @property
    def association(self) -> dict[str, Any]:
        if not self.database.publicly_accessible:
            return {}
        if self.public_ip is None:
            self.public_ip_auto_assign = True
            self.check_auto_public_ip()
        return {"PublicIp": self.public_ip, "IpOwnerId": RDS}

    def get_filter_value(self, filter_name: str, method_name: str | None = None) -> Any:
        own = {
            "group-id": [group.id for group in self.group_set],
            "requester-id": RDS,
            "requester-managed": "true",
            "status": self.status,
            "owner-id": self.owner_id,
            "interface-type": self.interface_type,
            "attachment.instance-owner-id": RDS,
        }
        return own[filter_name] if filter_name in own else super().get_filter_value(filter_name, method_name)


def _subnet(backend: Any, instance: DBInstance) -> Any:
    group = getattr(instance, "db_subnet_group", None)
    if group:
        return backend.get_subnet(group.subnets[0]["SubnetIdentifier"])
    subnets = backend.describe_subnets(filters={"vpc-id": [backend.default_vpc.id]})
    return next((one for one in subnets if one.availability_zone == instance.availability_zone), subnets[0])


def _refresh(backend: Any) -> None:
    """Databases that came or went since the last look."""
    databases = [*rds_backends[backend.account_id][backend.region_name].databases.values()]
    known = {eni.database: eni.id for eni in backend.enis.values() if isinstance(eni, RdsInterface)}
    for database, eni_id in known.items():
        if database not in databases:
            del backend.enis[eni_id]
    for database in databases:
        if database not in known:
            eni = RdsInterface(backend, database)
            backend.enis[eni.id] = eni


def install() -> None:
    stock_describe = NetworkInterfaceBackend.get_all_network_interfaces
    stock_modify = NetworkInterfaceBackend.modify_network_interface_attribute
    stock_delete = NetworkInterfaceBackend.delete_network_interface
    stock_value = NetworkInterface.get_filter_value

    def get_all_network_interfaces(self: Any, eni_ids: Any = None, filters: Any = None) -> list[Any]:
        _refresh(self)
        return stock_describe(self, eni_ids, filters)

    def modify_network_interface_attribute(self: Any, eni_id: str, *args: Any, **kwargs: Any) -> None:
        _refuse_rds(self, eni_id)
        stock_modify(self, eni_id, *args, **kwargs)

    def delete_network_interface(self: Any, eni_id: str) -> None:
        _refuse_rds(self, eni_id)
        stock_delete(self, eni_id)

    def get_filter_value(self: NetworkInterface, filter_name: str, method_name: str | None = None) -> Any:
        own = {"requester-id": self.requester_id, "requester-managed": str(self.requester_managed).lower()}
        return own[filter_name] if filter_name in own else stock_value(self, filter_name, method_name)

    NetworkInterfaceBackend.get_all_network_interfaces = get_all_network_interfaces
    NetworkInterfaceBackend.modify_network_interface_attribute = modify_network_interface_attribute
    NetworkInterfaceBackend.delete_network_interface = delete_network_interface
    NetworkInterface.get_filter_value = get_filter_value


def _refuse_rds(backend: Any, eni_id: str) -> None:
    if isinstance(backend.enis.get(eni_id), RdsInterface):
        raise EC2ClientError("AuthFailure", "You do not have permission to access the specified resource.")

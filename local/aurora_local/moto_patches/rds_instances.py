"""Instances of Aurora clusters: what belongs to the instance, what to its cluster.

Stock moto gives every instance the same resource id, leaves PubliclyAccessible out, applies everything at
once, and answers settings of the cluster with an error of its own.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
"""

import random
import string
from typing import Any

from moto.ec2.models import ec2_backends
from moto.rds.exceptions import DBInstanceAlreadyExists, InvalidParameterCombination, RDSClientError
from moto.rds.models import DBInstance, DBInstanceClustered, RDSBackend

AT_ONCE = {
    "auto_minor_version_upgrade",
    "copy_tags_to_snapshot",
    "db_parameter_group_name",
    "enable_performance_insights",
    "monitoring_interval",
    "monitoring_role_arn",
    "performance_insights_kms_key_id",
    "performance_insights_retention_period",
    "preferred_maintenance_window",
    "promotion_tier",
    "publicly_accessible",
}
# Request's member -> name among the PendingModifiedValues.
WAITING = {
    "db_instance_class": "DBInstanceClass",
    "ca_certificate_identifier": "CACertificateIdentifier",
    "new_db_instance_identifier": "DBInstanceIdentifier",
}
OF_THE_CLUSTER = {
    "allocated_storage",
    "backup_retention_period",
    "cloudwatch_logs_export_configuration",
    "db_port_number",
    "deletion_protection",
    "enable_iam_database_authentication",
    "engine_version",
    "iops",
    "manage_master_user_password",
    "master_user_password",
    "multi_az",
    "preferred_backup_window",
    "storage_type",
    "vpc_security_group_ids",
}
FLAGS = {
    "db_instance_identifier",
    "apply_immediately",
    "certificate_rotation_restart",
    "allow_major_version_upgrade",
}


def _modify(backend: RDSBackend, instance: DBInstanceClustered, kwargs: dict[str, Any]) -> DBInstance:
    if instance.status != "available":
        raise RDSClientError("InvalidDBInstanceState", "Database instance is not in available state.")
    given = {name for name, value in kwargs.items() if value is not None}
    misplaced = sorted(given & OF_THE_CLUSTER)
    if misplaced:
        raise InvalidParameterCombination(
            "The requested DB Instance will be a member of a DB Cluster. "
            f"Set {', '.join(misplaced)} for the DB Cluster."
        )
    unknown = given - AT_ONCE - set(WAITING) - FLAGS
    if unknown:
        raise NotImplementedError(f"ModifyDBInstance of a cluster's instance with {sorted(unknown)}")
    for name in sorted(given & AT_ONCE):
        setattr(instance, name, kwargs[name])
    pending = instance.__dict__.setdefault("pending", {})
    for name in sorted(given & set(WAITING)):
        _wait(instance, pending, name, kwargs[name])
    if kwargs.get("apply_immediately"):
        _apply(backend, instance, pending)
    return instance


def _wait(instance: DBInstance, pending: dict[str, Any], name: str, value: str) -> None:
    """Sending the value that already holds takes a waiting change back."""
    if value == getattr(instance, name.removeprefix("new_")):
        pending.pop(name, None)
    else:
        pending[name] = value


def _apply(backend: RDSBackend, instance: DBInstance, pending: dict[str, Any]) -> None:
    new = pending.get("new_db_instance_identifier")
    if new:
        if new in backend.databases:
            raise DBInstanceAlreadyExists()
        backend.databases[new.lower()] = backend.databases.pop(instance.db_instance_identifier)
    for name, value in pending.items():
        setattr(instance, name.removeprefix("new_"), value)
    pending.clear()


def pending_modified_values(instance: DBInstance) -> dict[str, Any]:
    return {WAITING[name]: value for name, value in instance.__dict__.get("pending", {}).items()}


def _publicly_accessible(instance: DBInstance) -> bool:
    """Without a word from the caller: public where the VPC has a way to the internet."""
    ec2 = ec2_backends[instance.account_id][instance.region]
    group = getattr(instance, "db_subnet_group", None)
    vpc_id = group.vpc_id if group else ec2.default_vpc.id
    return any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in ec2.internet_gateways.values())


def install() -> None:
    stock_init, stock_modify = DBInstance.__init__, RDSBackend.modify_db_instance

    def __init__(self: DBInstance, *args: Any, **kwargs: Any) -> None:
        stock_init(self, *args, **kwargs)
        self.dbi_resource_id = "db-" + "".join(random.choices(string.ascii_uppercase + string.digits, k=26))
        if self.publicly_accessible is None:
            self.publicly_accessible = _publicly_accessible(self)

    def modify_db_instance(self: RDSBackend, db_instance_identifier: str, db_kwargs: Any) -> DBInstance:
        instance = self.describe_db_instances(db_instance_identifier)[0]
        if isinstance(instance, DBInstanceClustered):
            return _modify(self, instance, {**db_kwargs})
        return stock_modify(self, db_instance_identifier, db_kwargs)

    DBInstance.__init__ = __init__
    RDSBackend.modify_db_instance = modify_db_instance
    DBInstance.pending_modified_values = property(pending_modified_values)
    DBInstanceClustered.iam_database_authentication_enabled = property(
        lambda instance: instance.cluster.iam_database_authentication_enabled
    )

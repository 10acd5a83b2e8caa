"""An example account: two Aurora clusters in good order, and people who may change them."""

import json
from dataclasses import dataclass
from typing import Any

from .people import DEVELOPER, OPERATOR, PEOPLE

REPORTING = "reporting"
SNAPSHOT = "orders-before-migration"
# Default groups cannot be changed, so that a cluster in good order has a group of its own.
PARAMETERS = {
    "aurora-postgresql16": {
        "rds.force_ssl": "1",
        "log_connections": "1",
        "log_disconnections": "1",
        "rds.restrict_password_commands": "1",
    },
    "aurora-mysql8.0": {
        "require_secure_transport": "ON",
        "server_audit_logging": "1",
        "server_audit_events": "CONNECT,QUERY_DCL",
        "tls_version": "TLSv1.2,TLSv1.3",
    },
}
TAGS = [{"Key": "team", "Value": "shop"}]


@dataclass(frozen=True)
class Seeded:
    """What the account holds, by the names that calls need."""

    cluster: str
    other_cluster: str
    group_id: str
    application_group_id: str
    other_group_id: str
    snapshot: str
    role: str
    developer: str


def seed(aws: Any) -> Seeded:
    """Fill an account that has nothing but its default VPC."""
    for name in PEOPLE:
        aws.user(name)
    ec2, rds, iam = (aws.client(service, OPERATOR) for service in ("ec2", "rds", "iam"))
    application = _group(ec2, "shop-application", "the shop's servers")
    orders = _group(ec2, "orders-database", "database of orders")
    sessions = _group(ec2, "sessions-database", "database of sessions")
    _allow(ec2, orders, 5432, {"UserIdGroupPairs": [{"GroupId": application, "Description": "shop"}]})
    _allow(ec2, sessions, 3306, {"IpRanges": [{"CidrIp": "10.20.0.0/16", "Description": "office"}]})
    _parameters(rds, "orders", "aurora-postgresql16")
    _parameters(rds, "sessions", "aurora-mysql8.0")
    _cluster(rds, "orders", "aurora-postgresql", orders, ["postgresql"])
    _cluster(rds, "sessions", "aurora-mysql", sessions, ["audit", "error"])
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier=SNAPSHOT, DBClusterIdentifier="orders")
    _reporting_role(iam)
    return Seeded(
        cluster="orders",
        other_cluster="sessions",
        group_id=orders,
        application_group_id=application,
        other_group_id=sessions,
        snapshot=SNAPSHOT,
        role=REPORTING,
        developer=DEVELOPER,
    )


def _group(ec2: Any, name: str, description: str) -> str:
    return ec2.create_security_group(GroupName=name, Description=description)["GroupId"]


def _allow(ec2: Any, group_id: str, port: int, source: dict[str, Any]) -> None:
    permission = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source}
    ec2.authorize_security_group_ingress(GroupId=group_id, IpPermissions=[permission])


def _parameters(rds: Any, name: str, family: str) -> None:
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName=name, DBParameterGroupFamily=family, Description=f"parameters of {name}"
    )
    rds.modify_db_cluster_parameter_group(
        DBClusterParameterGroupName=name,
        Parameters=[
            {"ParameterName": key, "ParameterValue": value, "ApplyMethod": "pending-reboot"}
            for key, value in PARAMETERS[family].items()
        ],
    )


def _cluster(rds: Any, name: str, engine: str, group_id: str, logs: list[str]) -> None:
    rds.create_db_cluster(
        DBClusterIdentifier=name,
        Engine=engine,
        MasterUsername="owner",
        MasterUserPassword="changed-after-creation",
        DBClusterParameterGroupName=name,
        VpcSecurityGroupIds=[group_id],
        BackupRetentionPeriod=14,
        DeletionProtection=True,
        StorageEncrypted=True,
        EnableIAMDatabaseAuthentication=True,
        EnableCloudwatchLogsExports=logs,
        CopyTagsToSnapshot=True,
        Tags=TAGS,
    )
    rds.create_db_instance(
        DBInstanceIdentifier=f"{name}-1",
        DBClusterIdentifier=name,
        DBInstanceClass="db.r6g.large",
        Engine=engine,
        PubliclyAccessible=False,
    )
    # The first look finds it creating, every later one available.
    rds.describe_db_clusters(DBClusterIdentifier=name)
    rds.describe_db_instances(DBInstanceIdentifier=f"{name}-1")


def _reporting_role(iam: Any) -> None:
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "ec2.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    iam.create_role(RoleName=REPORTING, AssumeRolePolicyDocument=json.dumps(trust))
    iam.attach_role_policy(RoleName=REPORTING, PolicyArn="arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess")

"""The demo's scenes: each a change by somebody, what the guard must do about it, and the state after."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from .seed import DEVELOPER, OPERATOR, seed

POLICY = "arn:aws:iam::aws:policy/"
PARTNER = "210987654321"
STRANGER = "444455556666"


class Shop:
    """The example account, and short ways to change and to read it."""

    def __init__(self, aws: Any) -> None:
        self.aws = aws
        self.seeded = seed(aws)
        iam = aws.client("iam", OPERATOR)
        trust = iam.get_role(RoleName=self.seeded.role)["Role"]["AssumeRolePolicyDocument"]
        iam.create_role(RoleName="database-admins", AssumeRolePolicyDocument=json.dumps(trust))
        aws.client("rds", OPERATOR).create_db_cluster(
            DBClusterIdentifier="documents",
            Engine="docdb",
            MasterUsername="owner",
            MasterUserPassword="changed-after-creation",
            DeletionProtection=True,
        )
        aws.client("rds", OPERATOR).create_db_cluster(
            DBClusterIdentifier="trial",
            Engine="aurora-postgresql",
            MasterUsername="owner",
            MasterUserPassword="changed-after-creation",
        )

        kms = aws.client("kms", OPERATOR)
        self.keys = {name: kms.create_key(Description=name)["KeyMetadata"] for name in ("payments", "nobody")}
        aws.client("rds", OPERATOR).create_db_cluster(
            DBClusterIdentifier="payments",
            Engine="aurora-postgresql",
            MasterUsername="owner",
            MasterUserPassword="changed-after-creation",
            StorageEncrypted=True,
            KmsKeyId=self.keys["payments"]["Arn"],
        )

    def doom(self, key: str) -> None:
        self.aws.client("kms", DEVELOPER).schedule_key_deletion(
            KeyId=self.keys[key]["KeyId"], PendingWindowInDays=7
        )

    def key_state(self, key: str) -> str:
        found = self.aws.client("kms").describe_key(KeyId=self.keys[key]["KeyId"])
        return found["KeyMetadata"]["KeyState"]

    def modify(self, who: str, cluster: str, **values: Any) -> None:
        self.aws.client("rds", who).modify_db_cluster(DBClusterIdentifier=cluster, **values)

    def cluster(self, name: str) -> dict[str, Any]:
        return self.aws.client("rds").describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]

    def open(self, group: str, source: str, port: int | None = 5432) -> None:
        ranges = (
            {"Ipv6Ranges": [{"CidrIpv6": source}]} if ":" in source else {"IpRanges": [{"CidrIp": source}]}
        )
        ports = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port} if port else {"IpProtocol": "-1"}
        self.aws.client("ec2", DEVELOPER).authorize_security_group_ingress(
            GroupId=group, IpPermissions=[{**ports, **ranges}]
        )

    def sources(self, group: str) -> set[str]:
        rules = self.aws.client("ec2").describe_security_group_rules(
            Filters=[{"Name": "group-id", "Values": [group]}]
        )["SecurityGroupRules"]
        inward = [rule for rule in rules if not rule["IsEgress"]]
        return {rule.get("CidrIpv4") or rule.get("CidrIpv6") or "a group" for rule in inward}

    def widen(self, group: str, earlier: str, source: str) -> None:
        """Edits a rule in place."""
        ec2 = self.aws.client("ec2", DEVELOPER)
        rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
        rule = next(one for one in rules["SecurityGroupRules"] if one.get("CidrIpv4") == earlier)
        edited = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIpv4": source}
        ec2.modify_security_group_rules(
            GroupId=group,
            SecurityGroupRules=[
                {"SecurityGroupRuleId": rule["SecurityGroupRuleId"], "SecurityGroupRule": edited}
            ],
        )

    def share(self, who: str, *accounts: str) -> None:
        self.aws.client("rds", who).modify_db_cluster_snapshot_attribute(
            DBClusterSnapshotIdentifier=self.seeded.snapshot,
            AttributeName="restore",
            ValuesToAdd=list(accounts),
        )

    def shared_with(self) -> set[str]:
        answer = self.aws.client("rds").describe_db_cluster_snapshot_attributes(
            DBClusterSnapshotIdentifier=self.seeded.snapshot
        )["DBClusterSnapshotAttributesResult"]["DBClusterSnapshotAttributes"]
        return {value for one in answer for value in one["AttributeValues"]}

    def set_parameter(self, group: str, name: str, value: str) -> None:
        self.aws.client("rds", DEVELOPER).modify_db_cluster_parameter_group(
            DBClusterParameterGroupName=group,
            Parameters=[{"ParameterName": name, "ParameterValue": value, "ApplyMethod": "immediate"}],
        )

    def parameter(self, group: str, name: str) -> str | None:
        found = self.aws.client("rds").describe_db_cluster_parameters(
            DBClusterParameterGroupName=group, Filters=[{"Name": "parameter-name", "Values": [name]}]
        )["Parameters"]
        return found[0].get("ParameterValue")

    def modify_instance(self, instance: str, **values: Any) -> None:
        self.aws.client("rds", DEVELOPER).modify_db_instance(DBInstanceIdentifier=instance, **values)

    def instance(self, name: str) -> dict[str, Any]:
        return self.aws.client("rds").describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]

    def stop_logs(self, cluster: str, kind: str) -> None:
        logs = {"DisableLogTypes": [kind]}
        self.modify(DEVELOPER, cluster, CloudwatchLogsExportConfiguration=logs, ApplyImmediately=True)

    def logs(self, cluster: str) -> list[str]:
        return self.cluster(cluster).get("EnabledCloudwatchLogsExports", [])

    def delete_trial(self) -> None:
        self.aws.client("rds", DEVELOPER).delete_db_cluster(
            DBClusterIdentifier="trial", FinalDBSnapshotIdentifier="last-of-trial"
        )

    def snapshots(self) -> set[str]:
        found = self.aws.client("rds").describe_db_cluster_snapshots(SnapshotType="manual")
        return {one["DBClusterSnapshotIdentifier"] for one in found["DBClusterSnapshots"]}

    def drop_snapshot(self, name: str) -> None:
        self.aws.client("rds", DEVELOPER).delete_db_cluster_snapshot(DBClusterSnapshotIdentifier=name)

    def attach(self, role: str, policy: str) -> None:
        self.aws.client("iam", DEVELOPER).attach_role_policy(RoleName=role, PolicyArn=POLICY + policy)

    def put_inline(self, role: str, action: str) -> None:
        document = {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}],
        }
        self.aws.client("iam", DEVELOPER).put_role_policy(
            RoleName=role, PolicyName="extra", PolicyDocument=json.dumps(document)
        )

    def trusted(self, role: str) -> str:
        """The role's trust policy as its text."""
        return str(self.aws.client("iam").get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"])

    def trust(self, role: str, account: str) -> None:
        document = {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
        self.aws.client("iam", DEVELOPER).update_assume_role_policy(
            RoleName=role, PolicyDocument=json.dumps(document)
        )

    def data_api(self, cluster: str) -> None:
        arn = self.cluster(cluster)["DBClusterArn"]
        self.aws.client("rds", DEVELOPER).enable_http_endpoint(ResourceArn=arn)

    def attached(self, role: str) -> set[str]:
        answer = self.aws.client("iam").list_attached_role_policies(RoleName=role)["AttachedPolicies"]
        return {one["PolicyName"] for one in answer}


@dataclass(frozen=True)
class Scene:
    """One change.

    `outcomes` is what the alerts must say, by control; none means that the change is left alone.
    `unwatched` is a change whose event must not even reach a queue.
    """

    who: str
    title: str
    change: Callable[[Shop], None]
    ends_as: Callable[[Shop], bool]
    outcomes: dict[str, str] = field(default_factory=dict)
    unwatched: bool = False

    @property
    def expected(self) -> str:
        if not self.outcomes:
            return "left alone"
        return "reverted" if set(self.outcomes.values()) == {"reverted"} else "alerted"


def _fails(call: Callable[[], Any]) -> None:
    try:
        call()
    except ClientError:
        return
    raise AssertionError("this call was meant to fail")


SCENES = [
    Scene(
        OPERATOR,
        "orders: backups kept for 35 days instead of 14",
        lambda s: s.modify(OPERATOR, "orders", BackupRetentionPeriod=35, ApplyImmediately=True),
        lambda s: s.cluster("orders")["BackupRetentionPeriod"] == 35,
    ),
    Scene(
        DEVELOPER,
        "orders: deletion protection off and backups cut to 1 day, in one call",
        lambda s: s.modify(
            DEVELOPER,
            "orders",
            DeletionProtection=False,
            BackupRetentionPeriod=1,
            ApplyImmediately=True,
        ),
        lambda s: (
            s.cluster("orders")["DeletionProtection"] and s.cluster("orders")["BackupRetentionPeriod"] == 35
        ),
        {"RESIL-01": "reverted", "RESIL-03": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "the key that encrypts payments: to be deleted in seven days",
        lambda s: s.doom("payments"),
        lambda s: s.key_state("payments") == "Enabled",
        {"DATA-08": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "a key that no cluster needs: to be deleted in seven days",
        lambda s: s.doom("nobody"),
        lambda s: s.key_state("nobody") == "PendingDeletion",
    ),
    Scene(
        DEVELOPER,
        "documents (DocumentDB): deletion protection off",
        lambda s: s.modify(DEVELOPER, "documents", DeletionProtection=False),
        lambda s: not s.cluster("documents")["DeletionProtection"],
    ),
    Scene(
        DEVELOPER,
        "sessions: IAM database authentication off",
        lambda s: s.modify(
            DEVELOPER, "sessions", EnableIAMDatabaseAuthentication=False, ApplyImmediately=True
        ),
        lambda s: s.cluster("sessions")["IAMDatabaseAuthenticationEnabled"],
        {"LOGIN-01": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "a cluster that does not exist: deletion protection off (fails)",
        lambda s: _fails(lambda: s.modify(DEVELOPER, "nowhere", DeletionProtection=False)),
        lambda s: True,
        unwatched=True,
    ),
    Scene(
        DEVELOPER,
        "orders' group: port 5432 open to 0.0.0.0/0",
        lambda s: s.open(s.seeded.group_id, "0.0.0.0/0"),
        lambda s: s.sources(s.seeded.group_id) == {"a group"},
        {"NET-01": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "orders' group: port 5432 open to the branch office, 10.30.0.0/16",
        lambda s: s.open(s.seeded.group_id, "10.30.0.0/16"),
        lambda s: s.sources(s.seeded.group_id) == {"a group", "10.30.0.0/16"},
    ),
    Scene(
        DEVELOPER,
        "orders' group: the branch office's rule widened in place to 0.0.0.0/0",
        lambda s: s.widen(s.seeded.group_id, "10.30.0.0/16", "0.0.0.0/0"),
        lambda s: (
            "0.0.0.0/0" not in s.sources(s.seeded.group_id) and "10.30.0.0/16" in s.sources(s.seeded.group_id)
        ),
        {"NET-01": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "sessions' group: all traffic from ::/0",
        lambda s: s.open(s.seeded.other_group_id, "::/0", None),
        lambda s: s.sources(s.seeded.other_group_id) == {"10.20.0.0/16"},
        {"NET-01": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "sessions' group: port 443 open to 0.0.0.0/0, where no database listens",
        lambda s: s.open(s.seeded.other_group_id, "0.0.0.0/0", 443),
        lambda s: s.sources(s.seeded.other_group_id) == {"10.20.0.0/16", "0.0.0.0/0"},
    ),
    Scene(
        DEVELOPER,
        "orders' group: half of the internet, 0.0.0.0/1",
        lambda s: s.open(s.seeded.group_id, "0.0.0.0/1"),
        lambda s: "0.0.0.0/1" in s.sources(s.seeded.group_id),
    ),
    Scene(
        DEVELOPER,
        "orders' group: the other half, 128.0.0.0/1",
        lambda s: s.open(s.seeded.group_id, "128.0.0.0/1"),
        lambda s: "128.0.0.0/1" not in s.sources(s.seeded.group_id),
        {"NET-01": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "the application's group, which no cluster uses: 5432 open to 0.0.0.0/0",
        lambda s: s.open(s.seeded.application_group_id, "0.0.0.0/0"),
        lambda s: s.sources(s.seeded.application_group_id) == {"0.0.0.0/0"},
    ),
    Scene(
        OPERATOR,
        "snapshot of orders: shared with a partner's account",
        lambda s: s.share(OPERATOR, PARTNER),
        lambda s: s.shared_with() == {PARTNER},
    ),
    Scene(
        DEVELOPER,
        "snapshot of orders: public",
        lambda s: s.share(DEVELOPER, "all"),
        lambda s: s.shared_with() == {PARTNER},
        {"DATA-01": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "snapshot of orders: shared with an account that nobody trusts",
        lambda s: s.share(DEVELOPER, STRANGER),
        lambda s: s.shared_with() == {PARTNER},
        {"DATA-02": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "sessions' group: all traffic from 52.0.0.0/8, which is nobody's in particular",
        lambda s: s.open(s.seeded.other_group_id, "52.0.0.0/8", None),
        lambda s: "52.0.0.0/8" not in s.sources(s.seeded.other_group_id),
        {"NET-02": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "sessions' group: all traffic from 52.94.76.0/24, a narrow range",
        lambda s: s.open(s.seeded.other_group_id, "52.94.76.0/24", None),
        lambda s: "52.94.76.0/24" in s.sources(s.seeded.other_group_id),
    ),
    Scene(
        DEVELOPER,
        "orders-1: a public address",
        lambda s: s.modify_instance("orders-1", PubliclyAccessible=True),
        lambda s: not s.instance("orders-1")["PubliclyAccessible"],
        {"NET-09": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "orders-1: minor upgrades off",
        lambda s: s.modify_instance("orders-1", AutoMinorVersionUpgrade=False),
        lambda s: s.instance("orders-1")["AutoMinorVersionUpgrade"],
        {"RESIL-10": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "orders-1: promoted last when the writer fails",
        lambda s: s.modify_instance("orders-1", PromotionTier=15),
        lambda s: s.instance("orders-1")["PromotionTier"] == 15,
    ),
    Scene(
        DEVELOPER,
        "sessions' parameters: connections without TLS (require_secure_transport OFF)",
        lambda s: s.set_parameter("sessions", "require_secure_transport", "OFF"),
        lambda s: s.parameter("sessions", "require_secure_transport") == "ON",
        {"TLS-01": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "orders' parameters: connections without TLS (rds.force_ssl 0)",
        lambda s: s.set_parameter("orders", "rds.force_ssl", "0"),
        lambda s: s.parameter("orders", "rds.force_ssl") == "1",
        {"TLS-02": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "orders' parameters: every DDL statement logged",
        lambda s: s.set_parameter("orders", "log_statement", "ddl"),
        lambda s: s.parameter("orders", "log_statement") == "ddl",
    ),
    Scene(
        DEVELOPER,
        "sessions' parameters: the audit records no events",
        lambda s: s.set_parameter("sessions", "server_audit_events", ""),
        lambda s: bool(s.parameter("sessions", "server_audit_events")),
        {"LOG-02": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "orders: the log is no longer exported to CloudWatch Logs",
        lambda s: s.stop_logs("orders", "postgresql"),
        lambda s: s.logs("orders") == ["postgresql"],
        {"LOG-01": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "sessions: the error log, which nobody asks for, is no longer exported",
        lambda s: s.stop_logs("sessions", "error"),
        lambda s: s.logs("sessions") == ["audit"],
    ),
    Scene(
        DEVELOPER,
        "orders: the Data API switched on",
        lambda s: s.data_api("orders"),
        lambda s: not s.cluster("orders").get("HttpEndpointEnabled"),
        {"NET-15": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "orders: the master password set by hand",
        lambda s: s.modify(DEVELOPER, "orders", MasterUserPassword="known-to-alice"),
        lambda s: True,
        {"LOGIN-02": "alerted"},
    ),
    Scene(
        DEVELOPER,
        "trial, a cluster that nobody protected: deleted",
        lambda s: s.delete_trial(),
        lambda s: "last-of-trial" in s.snapshots(),
        {"RESIL-02": "alerted"},
    ),
    Scene(
        DEVELOPER,
        "trial's last snapshot: deleted, too",
        lambda s: s.drop_snapshot("last-of-trial"),
        lambda s: "last-of-trial" not in s.snapshots(),
        {"RESIL-04": "alerted"},
    ),
    Scene(
        DEVELOPER,
        "role reporting: AmazonRDSFullAccess attached",
        lambda s: s.attach("reporting", "AmazonRDSFullAccess"),
        lambda s: s.attached("reporting") == {"AmazonRDSReadOnlyAccess"},
        {"IAM-03": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "role database-admins, which is allow-listed: AmazonRDSFullAccess attached",
        lambda s: s.attach("database-admins", "AmazonRDSFullAccess"),
        lambda s: s.attached("database-admins") == {"AmazonRDSFullAccess"},
    ),
    Scene(
        DEVELOPER,
        "role reporting: CloudWatchReadOnlyAccess attached",
        lambda s: s.attach("reporting", "CloudWatchReadOnlyAccess"),
        lambda s: "CloudWatchReadOnlyAccess" in s.attached("reporting"),
    ),
    Scene(
        DEVELOPER,
        "role reporting: an inline policy with all of RDS",
        lambda s: s.put_inline("reporting", "rds:*"),
        lambda s: True,
        {"IAM-02": "alerted"},
    ),
    Scene(
        DEVELOPER,
        "role reporting: the same inline policy with metrics instead",
        lambda s: s.put_inline("reporting", "cloudwatch:GetMetricData"),
        lambda s: True,
    ),
    Scene(
        DEVELOPER,
        "role reporting: a stranger's account let in",
        lambda s: s.trust("reporting", STRANGER),
        lambda s: STRANGER not in s.trusted("reporting"),
        {"IAM-07": "reverted"},
    ),
    Scene(
        DEVELOPER,
        "role reporting: AdministratorAccess attached, which is more than RDS",
        lambda s: s.attach("reporting", "AdministratorAccess"),
        lambda s: "AdministratorAccess" in s.attached("reporting"),
        {"IAM-03": "alerted"},
    ),
]

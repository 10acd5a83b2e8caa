"""The demo's scenes: each a change by somebody, what the guard must do about it, and the state after."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from .seed import DEVELOPER, OPERATOR, seed

POLICY = "arn:aws:iam::aws:policy/"
PARTNER = "210987654321"


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

    def attach(self, role: str, policy: str) -> None:
        self.aws.client("iam", DEVELOPER).attach_role_policy(RoleName=role, PolicyArn=POLICY + policy)

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
        "role reporting: AdministratorAccess attached, which is more than RDS",
        lambda s: s.attach("reporting", "AdministratorAccess"),
        lambda s: "AdministratorAccess" in s.attached("reporting"),
        {"IAM-03": "alerted"},
    ),
]

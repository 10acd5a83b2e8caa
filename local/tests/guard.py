"""The deployed guard on a fresh account, and the ways to break and to read what it guards."""

import itertools
import json
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aurora_local.local_aws import LocalAws, derived_parameters, java_command
from aurora_local.seed import DEVELOPER, seed

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / ".local" / "artifacts"
CLIENT = ROOT / "functions" / "conformance" / "target" / "ric"
FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonRDSFullAccess"
QUIET_SECONDS = 2.0
_numbers = itertools.count(1)


@contextmanager
def guarded(folder: Path, visibility: int | None = None, concurrency: int = 1, audit: str | None = None):
    """The project's stack with its functions. A failed batch comes back after `visibility` seconds.

    `audit` names a bucket that is made for the outcomes.
    """
    text = (ROOT / "template.yaml").read_text()
    if visibility is not None:
        assert "VisibilityTimeout: 360" in text
        text = text.replace("VisibilityTimeout: 360", f"VisibilityTimeout: {visibility}")
    template = folder / "template.yaml"
    template.write_text(text)
    with LocalAws() as aws:
        seed(aws)
        parameters = derived_parameters(ARTIFACTS)
        if audit is not None:
            aws.client("s3").create_bucket(Bucket=audit)
            parameters["AuditBucket"] = audit
        aws.deploy(template, parameters)
        aws.run(java_command(ARTIFACTS, CLIENT), concurrency)
        _settle(aws)
        yield aws


def _settle(aws: LocalAws) -> None:
    """The functions have started: a first change has gone through each family."""
    for broken in (NoProtection(aws), OpenPort(aws), FullAccess(aws)):
        seq = aws.log.last
        broken.make()
        ends_well(aws, seq, [broken], 60)


class Broken:
    """One thing in good order, a call that breaks it, and how to see whether it is in order again."""

    control = ""
    call = ""

    def __init__(self, aws: LocalAws) -> None:
        self.aws = aws
        self.name = f"shop-{next(_numbers)}"
        self.event_id = ""
        seq = aws.log.last
        self.prepare()
        _await_answers(aws, seq)

    def make(self) -> None:
        seq = self.aws.log.last
        self.break_it()
        made = self.aws.wait_for(lambda e: _by_others(e, self.call), after=seq, timeout=20)
        self.event_id = made["eventID"]

    def prepare(self) -> None:
        raise NotImplementedError

    def break_it(self) -> None:
        raise NotImplementedError

    def in_order(self) -> bool:
        raise NotImplementedError

    def cluster(self, **settings: Any) -> None:
        self.rds().create_db_cluster(
            DBClusterIdentifier=self.name,
            Engine="aurora-postgresql",
            MasterUsername="owner",
            MasterUserPassword="changed-after-creation",
            BackupRetentionPeriod=14,
            DeletionProtection=True,
            StorageEncrypted=True,
            CopyTagsToSnapshot=True,
            EnableIAMDatabaseAuthentication=True,
            EnableCloudwatchLogsExports=["postgresql"],
            **settings,
        )
        self.described()

    def member(self) -> None:
        """Without an instance nobody reaches a cluster, and its groups concern nobody."""
        self.rds().create_db_instance(
            DBInstanceIdentifier=f"{self.name}-1",
            DBClusterIdentifier=self.name,
            DBInstanceClass="db.r6g.large",
            Engine="aurora-postgresql",
            AutoMinorVersionUpgrade=True,
            PubliclyAccessible=False,
        )

    def described(self) -> dict[str, Any]:
        return self.aws.client("rds").describe_db_clusters(DBClusterIdentifier=self.name)["DBClusters"][0]

    def rds(self) -> Any:
        return self.aws.client("rds", DEVELOPER)


class NoProtection(Broken):
    control, call, revert = "RESIL-01", "ModifyDBCluster", "ModifyDBCluster"

    def prepare(self) -> None:
        self.cluster()

    def break_it(self) -> None:
        self.rds().modify_db_cluster(DBClusterIdentifier=self.name, DeletionProtection=False)

    def in_order(self) -> bool:
        return self.described()["DeletionProtection"]


class NoIamLogin(NoProtection):
    control = "LOGIN-01"

    def break_it(self) -> None:
        self.rds().modify_db_cluster(
            DBClusterIdentifier=self.name, EnableIAMDatabaseAuthentication=False, ApplyImmediately=True
        )

    def in_order(self) -> bool:
        return self.described()["IAMDatabaseAuthenticationEnabled"]


class PublicSnapshot(Broken):
    control, call, revert = "DATA-01", "ModifyDBClusterSnapshotAttribute", "ModifyDBClusterSnapshotAttribute"

    def prepare(self) -> None:
        self.rds().create_db_cluster_snapshot(
            DBClusterSnapshotIdentifier=self.name, DBClusterIdentifier="orders"
        )

    def break_it(self) -> None:
        self.rds().modify_db_cluster_snapshot_attribute(
            DBClusterSnapshotIdentifier=self.name, AttributeName="restore", ValuesToAdd=["all"]
        )

    def in_order(self) -> bool:
        answer = self.aws.client("rds").describe_db_cluster_snapshot_attributes(
            DBClusterSnapshotIdentifier=self.name
        )["DBClusterSnapshotAttributesResult"]["DBClusterSnapshotAttributes"]
        return not any(one["AttributeValues"] for one in answer)


class OpenPort(Broken):
    control, call, revert = "NET-01", "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"

    def prepare(self) -> None:
        ec2 = self.aws.client("ec2", DEVELOPER)
        self.group = ec2.create_security_group(GroupName=self.name, Description="d")["GroupId"]
        self.cluster(VpcSecurityGroupIds=[self.group])
        self.member()

    def break_it(self) -> None:
        permission = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}
        self.aws.client("ec2", DEVELOPER).authorize_security_group_ingress(
            GroupId=self.group, IpPermissions=[{**permission, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
        )

    def in_order(self) -> bool:
        (group,) = self.aws.client("ec2").describe_security_groups(GroupIds=[self.group])["SecurityGroups"]
        return group["IpPermissions"] == []


class FullAccess(Broken):
    control, call, revert = "IAM-03", "AttachRolePolicy", "DetachRolePolicy"

    def prepare(self) -> None:
        self.iam = self.aws.client("iam", DEVELOPER)
        self.iam.create_role(
            RoleName=self.name,
            AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []}),
        )

    def break_it(self) -> None:
        self.iam.attach_role_policy(RoleName=self.name, PolicyArn=FULL_ACCESS)

    def in_order(self) -> bool:
        return self.iam.list_attached_role_policies(RoleName=self.name)["AttachedPolicies"] == []


EVERYTHING: tuple[Callable[[LocalAws], Broken], ...] = (
    NoProtection,
    NoIamLogin,
    PublicSnapshot,
    OpenPort,
    FullAccess,
)


@dataclass
class Seen:
    """What the log tells of the changes since a moment."""

    entries: list[dict[str, Any]]

    def alerts(self, broken: Broken) -> list[dict[str, Any]]:
        return [
            e["body"]
            for e in self.entries
            if e["kind"] == "alert"
            and e["body"]["event"]["id"] == broken.event_id
            and e["body"]["control"]["id"] == broken.control
        ]

    def reverts(self, broken: Broken) -> list[dict[str, Any]]:
        """The guard's calls that changed what was broken."""
        return [
            e
            for e in self.entries
            if e["kind"] == "call" and e["own"] and e["ok"] and e["eventName"] == broken.revert
            if _names(e["record"], getattr(broken, "group", broken.name))
        ]

    def dead_letters(self) -> list[dict[str, Any]]:
        return [e for e in self.entries if e["kind"] == "dead-letter"]


def by_family(entry: dict[str, Any]) -> bool:
    """An answer of a family; `tamper` hears of many calls, too."""
    return entry["kind"] == "invoked" and entry["logicalId"] != "TamperFunction"


def _await_answers(aws: LocalAws, seq: int) -> None:
    """What was made is judged before anybody breaks it."""
    entries = aws.log.after(seq)[0]
    for call in [e for e in entries if e["kind"] == "call" and e["rules"]]:
        aws.answered(call, seq, 60)


def _by_others(entry: dict[str, Any], call: str) -> bool:
    return entry["kind"] == "call" and not entry["own"] and entry["eventName"] == call and entry["ok"]


def _names(record: dict[str, Any], name: str) -> bool:
    request = record["requestParameters"] or {}
    wrapped = request.get(f"{record['eventName']}Request", {})
    return name in [*request.values(), *wrapped.values()]


def ends_well(aws: LocalAws, seq: int, all_broken: list[Broken], seconds: float) -> Seen:
    """Wait until each has its alert and is in order, and nothing more happens; then what was seen."""
    deadline = time.monotonic() + seconds
    while True:
        seen = Seen(aws.log.after(seq)[0])
        waiting = [one.name for one in all_broken if not (seen.alerts(one) and one.in_order())]
        if not waiting:
            break
        assert time.monotonic() < deadline, f"not in order after {seconds} s: {waiting}\n{_told(seen)}"
        time.sleep(0.2)
    time.sleep(QUIET_SECONDS)
    return Seen(aws.log.after(seq)[0])


def _told(seen: Seen) -> str:
    kinds = ("alert", "fault", "log", "dead-letter")
    shown = [e for e in seen.entries if e["kind"] in kinds or (e["kind"] == "call" and e["own"])]
    return "\n".join(json.dumps({k: v for k, v in e.items() if k not in ("record", "body")}) for e in shown)[
        -12000:
    ]


def check_once(seen: Seen, broken: Broken) -> None:
    """One revert, one alert id that says so, and the state in order."""
    alerts = seen.alerts(broken)
    assert broken.in_order(), broken.name
    assert {alert["outcome"] for alert in alerts} == {"reverted"}, (broken.name, alerts)
    assert len({alert["alertId"] for alert in alerts}) == 1, (broken.name, alerts)
    assert len(seen.reverts(broken)) == 1, (broken.name, seen.reverts(broken))

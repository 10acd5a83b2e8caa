"""What a cluster is given, its groups and its roles, goes back to what was, and nothing else does."""

from typing import Any

import pytest
from guard import ARTIFACTS, Broken, Seen, ends_well, guarded

from aurora_local.local_aws import LocalAws
from aurora_local.people import DEVELOPER

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("clusters")) as aws:
        yield aws


class Swap(Broken):
    """A cluster with a closed group and a hard parameter group of its own."""

    call = revert = "ModifyDBCluster"

    def prepare(self) -> None:
        self.closed, self.open = self.new_group("closed", "10.0.0.0/8"), self.new_group("open", "0.0.0.0/0")
        self.other = self.new_group("other", "10.1.0.0/16")
        self.parameters("hard", HARD)
        self.cluster(VpcSecurityGroupIds=[self.closed], DBClusterParameterGroupName=f"{self.name}-hard")
        # The first change after its birth is the one by which its good state is known.
        self.rds().modify_db_cluster(DBClusterIdentifier=self.name, CopyTagsToSnapshot=True)

    def new_group(self, what: str, source: str) -> str:
        ec2 = self.aws.client("ec2", DEVELOPER)
        group = ec2.create_security_group(GroupName=f"{self.name}-{what}", Description=what)["GroupId"]
        permission = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}
        ec2.authorize_security_group_ingress(
            GroupId=group, IpPermissions=[{**permission, "IpRanges": [{"CidrIp": source}]}]
        )
        return group

    def parameters(self, what: str, values: dict[str, str]) -> None:
        name = f"{self.name}-{what}"
        self.rds().create_db_cluster_parameter_group(
            DBClusterParameterGroupName=name, DBParameterGroupFamily=FAMILY, Description=what
        )
        self.rds().modify_db_cluster_parameter_group(
            DBClusterParameterGroupName=name,
            Parameters=[
                {"ParameterName": key, "ParameterValue": value, "ApplyMethod": "pending-reboot"}
                for key, value in values.items()
            ],
        )

    def modify(self, **settings: Any) -> None:
        self.rds().modify_db_cluster(DBClusterIdentifier=self.name, **settings)

    def groups(self) -> list[str]:
        return sorted(one["VpcSecurityGroupId"] for one in self.described()["VpcSecurityGroups"])


FAMILY = "aurora-postgresql16"
HARD = {
    "rds.force_ssl": "1",
    "rds.restrict_password_commands": "1",
    "log_connections": "1",
    "log_disconnections": "1",
}


class OpenGroup(Swap):
    control = "NET-07"

    def break_it(self) -> None:
        self.modify(VpcSecurityGroupIds=[self.open])

    def in_order(self) -> bool:
        return self.groups() == [self.closed]


class DefaultGroup(OpenGroup):
    def break_it(self) -> None:
        ec2 = self.aws.client("ec2", DEVELOPER)
        found = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["default"]}])
        self.modify(VpcSecurityGroupIds=[found["SecurityGroups"][0]["GroupId"]])


class WeakParameters(Swap):
    control = "TLS-03"

    def break_it(self) -> None:
        self.modify(DBClusterParameterGroupName=f"default.{FAMILY}")

    def in_order(self) -> bool:
        return self.described()["DBClusterParameterGroup"] == f"{self.name}-hard"


class StrangeRole(Swap):
    control, call, revert = "IAM-09", "AddRoleToDBCluster", "RemoveRoleFromDBCluster"

    def prepare(self) -> None:
        super().prepare()
        self.rds().add_role_to_db_cluster(
            DBClusterIdentifier=self.name, RoleArn=self.role("listed"), FeatureName="s3Import"
        )

    def role(self, what: str) -> str:
        return f"arn:aws:iam::{self.aws.account_id}:role/{self.name}-{what}"

    def break_it(self) -> None:
        self.rds().add_role_to_db_cluster(
            DBClusterIdentifier=self.name, RoleArn=self.role("strange"), FeatureName="s3Export"
        )

    def in_order(self) -> bool:
        return [one["RoleArn"] for one in self.described()["AssociatedRoles"]] == [self.role("listed")]


class BornOpen(Swap):
    control, call = "NET-10", "CreateDBCluster"

    def prepare(self) -> None:
        self.closed, self.open = self.new_group("closed", "10.0.0.0/8"), self.new_group("open", "0.0.0.0/0")

    def break_it(self) -> None:
        self.cluster(VpcSecurityGroupIds=[self.closed, self.open])

    def in_order(self) -> bool:
        return self.groups() == [self.closed]


REVERTED = (OpenGroup, DefaultGroup, WeakParameters, StrangeRole, BornOpen)


@pytest.fixture(scope="module")
def broken(aws):
    """Everything broken at once, and what was seen of it."""
    all_broken = {kind: kind(aws) for kind in REVERTED}
    seq = aws.log.last
    for one in all_broken.values():
        one.make()
    ends_well(aws, seq, list(all_broken.values()), 90)
    return all_broken, seq


@pytest.mark.parametrize("kind", REVERTED)
def test_it_goes_back_to_what_was_by_one_call_and_is_told_once(aws: LocalAws, broken, kind):
    all_broken, seq = broken
    one = all_broken[kind]
    seen = Seen(aws.log.after(seq)[0])

    assert one.in_order()
    assert {alert["outcome"] for alert in seen.alerts(one)} == {"reverted"}
    assert len({alert["alertId"] for alert in seen.alerts(one)}) == 1
    assert len(seen.reverts(one)) == 1
    assert seen.dead_letters() == []


def test_the_guards_own_calls_are_not_told(aws: LocalAws, broken):
    alerts = [e["body"] for e in aws.log.after(broken[1])[0] if e["kind"] == "alert"]

    assert "IAM-09" in {alert["control"]["id"] for alert in alerts}
    assert not {"IAM-10", "GUARD-01"} & {alert["control"]["id"] for alert in alerts}


def test_another_closed_group_is_left_alone_and_is_what_comes_back_from_then_on(aws: LocalAws):
    swap = OpenGroup(aws)
    seq = aws.log.last
    swap.modify(VpcSecurityGroupIds=[swap.other])
    made = aws.wait_for(lambda e: e["kind"] == "call" and e["eventName"] == swap.call, seq, 20)
    aws.wait_for(lambda e: e["kind"] == "invoked" and made["eventID"] in e["eventIDs"], seq, 60)
    assert swap.groups() == [swap.other]

    swap.closed = swap.other
    seq = aws.log.last
    swap.make()
    seen = ends_well(aws, seq, [swap], 60)

    assert len(seen.reverts(swap)) == 1
    assert swap.groups() == [swap.other]

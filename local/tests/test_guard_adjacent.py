"""What stands beside RDS, on one deployed guard: broken by a person, put back by the function under its
role, read by another client; its twin is left alone, and the same event once more changes nothing.
"""

import json
import time
from typing import Any

import pytest
from guard import ARTIFACTS, Broken, Seen, check_once, ends_well, guarded

from aurora_local.seed import DEVELOPER

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)
STRANGER = "999999999999"


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("adjacent")) as aws:
        yield aws


def allowing(principal: str, *actions: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": actions, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class Beside(Broken):
    """`elsewhere` breaks the twin, which is nobody's of Aurora."""

    def elsewhere(self) -> None:
        raise NotImplementedError

    def twin_stays_broken(self) -> bool:
        raise NotImplementedError

    def by(self, service: str) -> Any:
        return self.aws.client(service, DEVELOPER)

    def seen(self, service: str) -> Any:
        return self.aws.client(service)


class WithKey(Beside):
    control = "DATA-08"

    def prepare(self) -> None:
        made = self.by("kms").create_key(Description=self.name)["KeyMetadata"]
        self.group = self.key = made["KeyId"]
        self.twin = self.by("kms").create_key(Description="of nobody")["KeyMetadata"]["KeyId"]
        self.cluster(KmsKeyId=made["Arn"])

    def state(self, key: str) -> str:
        return self.seen("kms").describe_key(KeyId=key)["KeyMetadata"]["KeyState"]

    def in_order(self) -> bool:
        return self.state(self.key) == "Enabled"


class DisabledKey(WithKey):
    call = "DisableKey"
    revert = "EnableKey"

    def break_it(self) -> None:
        self.by("kms").disable_key(KeyId=self.key)

    def elsewhere(self) -> None:
        self.by("kms").disable_key(KeyId=self.twin)

    def twin_stays_broken(self) -> bool:
        return self.state(self.twin) == "Disabled"


class DoomedKey(WithKey):
    call = "ScheduleKeyDeletion"
    revert = "CancelKeyDeletion"

    def break_it(self) -> None:
        self.by("kms").schedule_key_deletion(KeyId=self.key, PendingWindowInDays=7)

    def elsewhere(self) -> None:
        self.by("kms").schedule_key_deletion(KeyId=self.twin, PendingWindowInDays=7)

    def twin_stays_broken(self) -> bool:
        return self.state(self.twin) == "PendingDeletion"


class OpenKey(WithKey):
    control, call, revert = "IAM-17", "PutKeyPolicy", "PutKeyPolicy"
    ours = allowing("arn:aws:iam::123456789012:root", "kms:*")

    def prepare(self) -> None:
        super().prepare()
        self.put(self.key, self.ours)

    def put(self, key: str, policy: str) -> None:
        self.by("kms").put_key_policy(KeyId=key, PolicyName="default", Policy=policy)

    def opened(self) -> str:
        both = json.loads(self.ours)
        both["Statement"] += json.loads(allowing(STRANGER, "kms:Decrypt"))["Statement"]
        return json.dumps(both)

    def break_it(self) -> None:
        self.put(self.key, self.opened())

    def policy(self, key: str) -> str:
        return self.seen("kms").get_key_policy(KeyId=key, PolicyName="default")["Policy"]

    def in_order(self) -> bool:
        return self.policy(self.key) == self.ours

    def elsewhere(self) -> None:
        self.put(self.twin, self.opened())

    def twin_stays_broken(self) -> bool:
        return STRANGER in self.policy(self.twin)


class GrantedKey(WithKey):
    control, call, revert = "IAM-17", "CreateGrant", "RevokeGrant"

    def grant(self, key: str, grantee: str) -> None:
        self.by("kms").create_grant(KeyId=key, GranteePrincipal=grantee, Operations=["Decrypt"])

    def grantees(self, key: str) -> list[str]:
        return [one["GranteePrincipal"] for one in self.seen("kms").list_grants(KeyId=key)["Grants"]]

    def break_it(self) -> None:
        self.grant(self.key, f"arn:aws:iam::{STRANGER}:role/reader")

    def in_order(self) -> bool:
        return not any(STRANGER in one for one in self.grantees(self.key))

    def elsewhere(self) -> None:
        """One to the own account, on the same key."""
        self.grant(self.key, "arn:aws:iam::123456789012:role/app")

    def twin_stays_broken(self) -> bool:
        return "arn:aws:iam::123456789012:role/app" in self.grantees(self.key)


class WithSecret(Beside):
    def prepare(self) -> None:
        made = self.by("secretsmanager").create_secret(Name=f"app/{self.name}", SecretString="{}")
        self.group = self.secret = made["ARN"]
        other = self.by("secretsmanager").create_secret(Name=f"other/{self.name}", SecretString="{}")
        self.twin = other["ARN"]
        self.cluster()
        rds = self.rds()
        rds.create_db_proxy(
            DBProxyName=self.name,
            EngineFamily="POSTGRESQL",
            Auth=[{"AuthScheme": "SECRETS", "SecretArn": self.secret, "IAMAuth": "REQUIRED"}],
            RoleArn="arn:aws:iam::123456789012:role/proxy",
            VpcSubnetIds=[self.seen("ec2").describe_subnets()["Subnets"][0]["SubnetId"]],
        )
        rds.register_db_proxy_targets(DBProxyName=self.name, DBClusterIdentifiers=[self.name])

    def described(self) -> dict[str, Any]:
        return self.aws.client("rds").describe_db_clusters(DBClusterIdentifier=self.name)["DBClusters"][0]

    def secret_of(self, arn: str) -> dict[str, Any]:
        return self.seen("secretsmanager").describe_secret(SecretId=arn)


class DeletedSecret(WithSecret):
    control, call, revert = "LOGIN-07", "DeleteSecret", "RestoreSecret"

    def break_it(self) -> None:
        self.by("secretsmanager").delete_secret(SecretId=f"app/{self.name}", RecoveryWindowInDays=7)

    def in_order(self) -> bool:
        return "DeletedDate" not in self.secret_of(self.secret)

    def elsewhere(self) -> None:
        self.by("secretsmanager").delete_secret(SecretId=self.twin, RecoveryWindowInDays=7)

    def twin_stays_broken(self) -> bool:
        return "DeletedDate" in self.secret_of(self.twin)


class OpenSecret(WithSecret):
    control, call, revert = "IAM-16", "PutResourcePolicy", "PutResourcePolicy"
    ours = allowing("arn:aws:iam::123456789012:role/app", "secretsmanager:GetSecretValue")
    opened = allowing("*", "secretsmanager:GetSecretValue")

    def prepare(self) -> None:
        super().prepare()
        self.put(self.secret, self.ours)

    def put(self, arn: str, policy: str) -> None:
        self.by("secretsmanager").put_resource_policy(SecretId=arn, ResourcePolicy=policy)

    def policy(self, arn: str) -> str | None:
        return self.seen("secretsmanager").get_resource_policy(SecretId=arn).get("ResourcePolicy")

    def break_it(self) -> None:
        self.put(self.secret, self.opened)

    def in_order(self) -> bool:
        return self.policy(self.secret) == self.ours

    def elsewhere(self) -> None:
        self.put(self.twin, self.opened)

    def twin_stays_broken(self) -> bool:
        return self.policy(self.twin) == self.opened


class UnrotatedSecret(WithSecret):
    control, call, revert = "LOGIN-06", "CancelRotateSecret", "RotateSecret"
    function = "arn:aws:lambda:us-east-1:123456789012:function:SecretsManagerOrders"

    def prepare(self) -> None:
        super().prepare()
        for arn in (self.secret, self.twin):
            self.by("secretsmanager").rotate_secret(
                SecretId=arn,
                RotationLambdaARN=self.function,
                RotationRules={"AutomaticallyAfterDays": 9},
                RotateImmediately=False,
            )

    def break_it(self) -> None:
        self.by("secretsmanager").cancel_rotate_secret(SecretId=self.secret)

    def in_order(self) -> bool:
        found = self.secret_of(self.secret)
        return found["RotationEnabled"] and found["RotationRules"]["AutomaticallyAfterDays"] == 9

    def elsewhere(self) -> None:
        self.by("secretsmanager").cancel_rotate_secret(SecretId=self.twin)

    def twin_stays_broken(self) -> bool:
        return not self.secret_of(self.twin)["RotationEnabled"]


class ShortLogs(Beside):
    control, call, revert = "LOG-07", "PutRetentionPolicy", "PutRetentionPolicy"

    def prepare(self) -> None:
        self.cluster()
        self.group = f"/aws/rds/cluster/{self.name}/postgresql"
        self.twin = f"/aws/lambda/{self.name}"
        for name in (self.group, self.twin):
            self.by("logs").create_log_group(logGroupName=name)
            self.keep(name, 90)

    def keep(self, name: str, days: int) -> None:
        self.by("logs").put_retention_policy(logGroupName=name, retentionInDays=days)

    def kept(self, name: str) -> int:
        groups = self.seen("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        return groups[0].get("retentionInDays", 0)

    def break_it(self) -> None:
        self.keep(self.group, 1)

    def in_order(self) -> bool:
        return self.kept(self.group) == 90

    def elsewhere(self) -> None:
        self.keep(self.twin, 1)

    def twin_stays_broken(self) -> bool:
        return self.kept(self.twin) == 1


EVERYTHING = [
    DisabledKey,
    DoomedKey,
    OpenKey,
    GrantedKey,
    DeletedSecret,
    OpenSecret,
    UnrotatedSecret,
    ShortLogs,
]


def own_changes(seen: Seen) -> list[str]:
    return [e["eventName"] for e in seen.entries if e["kind"] == "call" and e["own"] and e["ok"]]


def answered(aws, event_id: str, seq: int) -> None:
    aws.wait_for(lambda e: e["kind"] == "invoked" and event_id in e["eventIDs"], seq, 60)


@pytest.mark.parametrize("kind", EVERYTHING)
def test_it_is_put_back_and_its_twin_is_left_alone_and_a_second_run_changes_nothing(aws, kind):
    broken = kind(aws)
    seq = aws.log.last
    broken.make()
    seen = ends_well(aws, seq, [broken], 60)
    check_once(seen, broken)
    (alert,) = {alert["alertId"]: alert for alert in seen.alerts(broken)}.values()
    assert "Statement" not in json.dumps(alert), "a policy is not shown"

    seq = aws.log.last
    broken.elsewhere()
    aws.dispatcher.redeliver(broken.event_id)
    answered(aws, broken.event_id, seq)
    time.sleep(1)
    assert broken.in_order()
    assert broken.twin_stays_broken()
    assert own_changes(Seen(aws.log.after(seq)[0])) == []


def test_a_key_that_was_to_be_deleted_is_enabled_by_the_guard_itself(aws):
    broken = DoomedKey(aws)
    seq = aws.log.last
    broken.make()
    seen = ends_well(aws, seq, [broken], 60)

    assert own_changes(seen) == ["CancelKeyDeletion", "EnableKey"]


class Told(ShortLogs):
    """A filter of a log group, and then the group, taken away: told, with what is lost."""

    control, call = "LOG-07", "DeleteSubscriptionFilter"

    def prepare(self) -> None:
        super().prepare()
        self.by("logs").put_subscription_filter(
            logGroupName=self.group,
            filterName="to-security",
            filterPattern="ERROR",
            destinationArn=self.aws.stack.functions[0].arn,
        )
        self.keep(self.group, 120)

    def break_it(self) -> None:
        self.by("logs").delete_subscription_filter(logGroupName=self.group, filterName="to-security")


def test_what_cannot_be_put_back_is_told(aws):
    broken = Told(aws)
    seq = aws.log.last
    broken.make()
    aws.wait_for(lambda e: e["kind"] == "alert" and "to-security" in e["body"]["evidence"], seq, 60)
    (alert,) = Seen(aws.log.after(seq)[0]).alerts(broken)
    assert (alert["decision"], alert["outcome"]) == ("alert", "alerted")

    seq = aws.log.last
    broken.by("logs").delete_log_group(logGroupName=broken.group)
    aws.wait_for(lambda e: e["kind"] == "alert" and "was deleted" in e["body"]["evidence"], seq, 60)

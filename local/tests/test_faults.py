"""Each fault strikes as asked, can be repeated, and is off unless asked for."""

import json
import time
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError
from conftest import TEMPLATE

from aurora_local import LocalAws
from aurora_local.faults.dice import Dice
from aurora_local.faults.settings import FaultSettings, from_mapping, from_words


@pytest.fixture(scope="module")
def deployed():
    with LocalAws() as aws:
        aws.deploy(TEMPLATE)
        make(aws, "orders")
        yield aws


@pytest.fixture
def aws(deployed):
    yield deployed
    deployed.faults.set()


def make(aws, name):
    rds = aws.client("rds")
    rds.create_db_cluster(
        DBClusterIdentifier=name,
        Engine="aurora-postgresql",
        MasterUsername="owner",
        MasterUserPassword="long-enough",
        BackupRetentionPeriod=7,
    )
    rds.describe_db_clusters(DBClusterIdentifier=name)
    return rds


def change(aws, days, name="orders"):
    """One change; its event's id."""
    seq = aws.log.last
    aws.client("rds").modify_db_cluster(
        DBClusterIdentifier=name, BackupRetentionPeriod=days, ApplyImmediately=True
    )
    return aws.wait_for(lambda e: e["kind"] == "call", after=seq)["eventID"]


def days(aws, name="orders"):
    (cluster,) = aws.client("rds").describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
    return cluster["BackupRetentionPeriod"]


def delivered(aws, seq, seconds=0.3):
    time.sleep(seconds)
    return [e["eventID"] for e in aws.log.after(seq)[0] if e["kind"] == "delivered"]


def struck(aws, seq):
    return [e["what"] for e in aws.log.after(seq)[0] if e["kind"] == "fault"]


def code(call, **kwargs):
    with pytest.raises(ClientError) as error:
        call(**kwargs)
    return error.value.response["Error"]["Code"]


def test_without_faults_an_event_is_there_before_the_answer_and_nothing_strikes(aws):
    seq = aws.log.last
    event_id = change(aws, 8)

    assert delivered(aws, seq, 0) == [event_id]
    assert struck(aws, seq) == []


def test_an_event_comes_late(aws):
    aws.faults.set(delay="0.4-0.6")
    seq = aws.log.last
    event_id = change(aws, 9)
    at_once = delivered(aws, seq, 0)
    arrived = aws.wait_for(lambda e: e["kind"] == "delivered", after=seq, timeout=3)
    called = aws.wait_for(lambda e: e["kind"] == "call", after=seq)

    assert at_once == []
    assert arrived["eventID"] == event_id
    assert 0.4 <= arrived["at"] - called["at"] < 1.5


def test_an_event_comes_twice_or_never(aws):
    aws.faults.set(duplicate=1)
    seq = aws.log.last
    event_id = change(aws, 10)
    twice = delivered(aws, seq)
    aws.faults.set(lose=1)
    lost_at = aws.log.last
    change(aws, 11)

    assert twice == [event_id, event_id]
    assert delivered(aws, lost_at) == []
    assert struck(aws, lost_at) == ["lost"]


def test_a_later_event_overtakes_and_a_lonely_one_still_arrives(aws):
    aws.faults.set(disorder=1)
    seq = aws.log.last
    first = change(aws, 12)
    aws.faults.set(delay=0.01)
    second = change(aws, 13)
    overtaken = delivered(aws, seq)
    aws.faults.set(disorder=1)
    alone_at = aws.log.last
    alone = change(aws, 14)

    assert overtaken == [second, first]
    assert delivered(aws, alone_at) == []
    assert aws.wait_for(lambda e: e["kind"] == "delivered", after=alone_at, timeout=5)["eventID"] == alone


def test_reads_lag_and_catch_up_and_changes_do_not_lag(aws):
    change(aws, 15)
    aws.faults.set(lag=3, who="everyone")
    seq = aws.log.last
    change(aws, 16)
    behind = days(aws)
    change(aws, 17)
    still_behind = days(aws)
    deadline = time.monotonic() + 8
    while days(aws) != 17 and time.monotonic() < deadline:
        time.sleep(0.1)

    assert (behind, still_behind) == (15, 15)
    assert set(struck(aws, seq)) == {"lagged"}
    assert days(aws) == 17
    assert time.monotonic() < deadline


def test_a_new_resource_is_not_there_yet_and_a_deleted_one_still_is(aws):
    rds, ec2, iam = aws.client("rds"), aws.client("ec2"), aws.client("iam")
    aws.faults.set(lag=600, who="everyone")
    make_lagging = {"Engine": "aurora-mysql", "MasterUsername": "u", "MasterUserPassword": "long-enough"}
    rds.create_db_cluster(DBClusterIdentifier="lagging", **make_lagging)
    group = ec2.create_security_group(GroupName="lagging", Description="d")["GroupId"]
    permission = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    trust = {"Version": "2012-10-17", "Statement": []}
    iam.create_role(RoleName="lagging", AssumeRolePolicyDocument=json.dumps(trust))

    assert code(rds.describe_db_clusters, DBClusterIdentifier="lagging") == "DBClusterNotFoundFault"
    assert code(ec2.describe_security_groups, GroupIds=[group]) == "InvalidGroup.NotFound"
    assert code(iam.get_role, RoleName="lagging") == "NoSuchEntity"
    aws.faults.set(lag=600, who="everyone")
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])
    iam.attach_role_policy(RoleName="lagging", PolicyArn="arn:aws:iam::aws:policy/AmazonRDSFullAccess")
    rds.delete_db_cluster(DBClusterIdentifier="lagging", SkipFinalSnapshot=True)
    assert rds.describe_db_clusters(DBClusterIdentifier="lagging")["DBClusters"]
    assert ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"] == []
    assert iam.list_attached_role_policies(RoleName="lagging")["AttachedPolicies"] == []
    aws.faults.set()
    assert code(rds.describe_db_clusters, DBClusterIdentifier="lagging") == "DBClusterNotFoundFault"
    assert ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"]
    assert len(iam.list_attached_role_policies(RoleName="lagging")["AttachedPolicies"]) == 1


def test_a_cluster_is_modifying_for_a_while_after_a_change(aws):
    rds = make(aws, "busy")
    aws.faults.set(modifying=2)
    change(aws, 20, "busy")
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier="busy")["DBClusters"]
    refused = code(rds.modify_db_cluster, DBClusterIdentifier="busy", BackupRetentionPeriod=21)
    record = [e for e in aws.log.after(0)[0] if e["kind"] == "call"][-1]["record"]
    time.sleep(2.1)
    change(aws, 22, "busy")

    assert cluster["Status"] == "modifying"
    assert refused == record["errorCode"] == "InvalidDBClusterStateFault"
    assert "status modifying" in record["errorMessage"]
    assert days(aws, "busy") == 22


def test_an_instance_is_modifying_for_a_while_after_a_change(aws):
    rds = make(aws, "pair")
    rds.create_db_instance(
        DBInstanceIdentifier="pair-1",
        DBClusterIdentifier="pair",
        DBInstanceClass="db.r6g.large",
        Engine="aurora-postgresql",
    )
    aws.faults.set(modifying=2)
    modify = {"DBInstanceIdentifier": "pair-1", "AutoMinorVersionUpgrade": False}
    rds.modify_db_instance(**modify)

    assert code(rds.modify_db_instance, **modify) == "InvalidDBInstanceState"
    time.sleep(2.1)
    rds.modify_db_instance(**modify)


@pytest.mark.parametrize(
    ("service", "call", "arguments", "throttled", "failed"),
    [
        ("rds", "describe_db_clusters", {}, "Throttling", "InternalFailure"),
        ("ec2", "describe_security_groups", {}, "RequestLimitExceeded", "InternalError"),
        ("iam", "list_roles", {}, "Throttling", "ServiceFailure"),
        ("dynamodb", "list_tables", {}, "ThrottlingException", "InternalServerError"),
        ("sns", "list_topics", {}, "Throttling", "InternalError"),
        ("lambda", "list_functions", {}, "ThrottlingException", "InternalFailure"),
    ],
)
def test_each_service_throttles_and_fails_in_its_own_words(aws, service, call, arguments, throttled, failed):
    operation = getattr(aws.client(service), call)
    aws.faults.set(throttle=1, who="everyone")
    too_often = code(operation, **arguments)
    aws.faults.set(fail=1, who="everyone")
    seq = aws.log.last

    assert too_often == throttled
    assert code(operation, **arguments) == failed
    assert set(struck(aws, seq)) == {"failed"}


def test_a_refused_change_is_not_made_and_one_that_fails_afterwards_is(aws):
    rds = aws.client("rds")
    change(aws, 5)
    modify = {"DBClusterIdentifier": "orders", "BackupRetentionPeriod": 6, "ApplyImmediately": True}
    aws.faults.set(throttle=1, who="everyone", calls="rds:Modify*")
    seq = aws.log.last
    code(rds.modify_db_cluster, **modify)
    not_made = days(aws)
    recorded = [e for e in aws.log.after(seq)[0] if e["kind"] == "call"]
    aws.faults.set(fail_after=1, who="everyone", calls="rds:Modify*")
    seq = aws.log.last
    unsure = code(rds.modify_db_cluster, **modify)

    assert not_made == 5
    assert recorded == []
    assert unsure == "InternalFailure"
    assert days(aws) == 6
    assert aws.wait_for(lambda e: e["kind"] == "call", after=seq)["ok"] is True


def test_faults_of_calls_strike_the_guard_only_unless_everyone_is_named(aws):
    aws.faults.set(throttle=1, fail=1, lag=60)

    assert change(aws, 3)
    assert days(aws) == 3


def test_the_same_seed_draws_the_same_whatever_the_order_of_threads():
    def drawn(seed, *names):
        dice = Dice(seed)
        return {name: [dice.happens(0.5, name) for _ in range(20)] for name in names}

    assert drawn(1, "a", "b") == drawn(1, "b", "a")
    assert drawn(1, "a") != drawn(2, "a")
    assert True in drawn(1, "a")["a"]
    assert False in drawn(1, "a")["a"]


def test_settings_come_from_words_and_files_and_wrong_ones_are_named(tmp_path):
    path = tmp_path / "faults.json"
    path.write_text('{"duplicate": 0.3, "delay": [1, 2]}')
    settings = from_words([str(path), "duplicate=0.5", "calls=rds:*,ec2:Describe*", "seed=7"])

    assert settings == FaultSettings(seed=7, delay=(1, 2), duplicate=0.5, calls=("rds:*", "ec2:Describe*"))
    assert from_words(["delay=3"]).delay == (3, 3)
    assert settings.concerns("ec2:DescribeSecurityGroups")
    assert not settings.concerns("iam:GetRole")
    for wrong in ({"slow": 1}, {"throttle": 2}, {"lag": -1}, {"who": "nobody"}, {"delay": "5-1"}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            from_mapping(wrong)


def test_faults_are_set_and_read_over_http(aws):
    def ask(body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{aws.endpoint}/_local/faults", data=data)
        return json.load(urllib.request.urlopen(request))

    assert ask({"lag": 4, "seed": 2})["lag"] == 4
    assert ask()["seed"] == 2
    assert ask({})["lag"] == 0
    with pytest.raises(urllib.error.HTTPError) as error:
        ask({"slow": 1})
    assert "there are no faults ['slow']" in error.value.read().decode()

"""The deployed guard's guard: what somebody does to the guard itself is put back or told."""

import json
import time

import pytest
from guard import ARTIFACTS, guarded

from aurora_local.dispatch import send_to_queue
from aurora_local.seed import DEVELOPER

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)
QUIET_SECONDS = 2.0


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("tamper"), audit="audit") as aws:
        yield aws


def rule(aws, logical_id):
    return aws.stack.resources[logical_id]["physicalId"].rsplit("/", 1)[-1]


def is_enabled(aws, name):
    return aws.client("events").describe_rule(Name=name)["State"] == "ENABLED"


def alert(aws, seq, control):
    found = aws.wait_for(
        lambda e: e["kind"] == "alert" and e.get("body") and e["body"]["control"]["id"] == control, seq, 40
    )
    return found["body"]


def guards_calls(aws, seq, name):
    entries = aws.log.after(seq)[0]
    return [e for e in entries if e["kind"] == "call" and e["own"] and e["eventName"] == name]


@pytest.mark.parametrize("which", ["NetworkRule", "TamperRule"])
def test_a_disabled_rule_of_the_guard_is_enabled_again(aws, which):
    name = rule(aws, which)
    seq = aws.log.last

    aws.client("events", DEVELOPER).disable_rule(Name=name)

    told = alert(aws, seq, "TAMPER-01")
    assert told["outcome"] == "reverted", told
    assert name in told["evidence"]
    assert DEVELOPER in told["event"]["actor"]
    assert is_enabled(aws, name)


def test_an_outcome_is_kept_in_the_bucket(aws):
    seq = aws.log.last
    aws.client("events", DEVELOPER).disable_rule(Name=rule(aws, "IamRule"))
    told = alert(aws, seq, "TAMPER-01")

    key = f"123456789012/{told['at'][:10].replace('-', '/')}/{told['alertId']}.jsonl"
    aws.wait_for(lambda e: e["kind"] == "log" and told["alertId"] in e["line"] and '"kept"' in e["line"], seq)
    kept = aws.client("s3").get_object(Bucket="audit", Key=key)["Body"].read().decode()
    assert json.loads(kept) == told
    assert kept.count("\n") == 1


def test_another_rule_is_left_alone(aws):
    events = aws.client("events", DEVELOPER)
    events.put_rule(Name="nightly-report", EventPattern='{"source": ["aws.s3"]}')
    seq = aws.log.last

    events.disable_rule(Name="nightly-report")
    time.sleep(QUIET_SECONDS)

    assert not is_enabled(aws, "nightly-report")
    assert not guards_calls(aws, seq, "EnableRule")
    assert not [e for e in aws.log.after(seq)[0] if e["kind"] == "alert"]


def test_a_target_that_was_taken_away_is_put_back(aws):
    name = rule(aws, "IamRule")
    before = aws.client("events").list_targets_by_rule(Rule=name)["Targets"]
    seq = aws.log.last

    aws.client("events", DEVELOPER).remove_targets(Rule=name, Ids=[before[0]["Id"]])

    assert alert(aws, seq, "TAMPER-01")["outcome"] == "reverted"
    assert aws.client("events").list_targets_by_rule(Rule=name)["Targets"] == before


def test_a_second_run_changes_nothing(aws):
    name = rule(aws, "RdsRule")
    seq = aws.log.last
    aws.client("events", DEVELOPER).disable_rule(Name=name)
    told = alert(aws, seq, "TAMPER-01")

    again = aws.log.last
    aws.dispatcher.redeliver(told["event"]["id"])
    aws.wait_for(lambda e: e["kind"] == "invoked" and told["event"]["id"] in e["eventIDs"], again, 30)
    time.sleep(QUIET_SECONDS)

    assert not guards_calls(aws, again, "EnableRule")
    assert not [e for e in aws.log.after(again)[0] if e["kind"] == "alert"]


def test_a_stopped_trail_is_started_again_and_one_of_data_events_is_not(aws):
    trails = aws.client("cloudtrail", DEVELOPER)
    aws.client("s3").create_bucket(Bucket="trail-of-the-account")
    for name in ("main", "data"):
        trails.create_trail(Name=name, S3BucketName="trail-of-the-account")
        trails.start_logging(Name=name)
    trails.put_event_selectors(
        TrailName="main", EventSelectors=[{"ReadWriteType": "All", "IncludeManagementEvents": True}]
    )
    alert(aws, aws.log.last - 1, "TAMPER-02")
    trails.put_event_selectors(
        TrailName="data", EventSelectors=[{"ReadWriteType": "All", "IncludeManagementEvents": False}]
    )
    seq = aws.log.last

    trails.stop_logging(Name="data")
    trails.stop_logging(Name="main")

    aws.wait_for(lambda e: e["kind"] == "alert" and e["body"] and e["body"]["outcome"] == "reverted", seq, 40)
    assert trails.get_trail_status(Name="main")["IsLogging"]
    assert not trails.get_trail_status(Name="data")["IsLogging"]


def test_a_new_exemption_is_told_at_once_with_who_made_it(aws):
    seq = aws.log.last

    aws.client("ssm", DEVELOPER).put_parameter(
        Name="/aurora-guardrails/exemptions/ex-e2e",
        Type="String",
        Value='{"control": "RESIL-01", "resource": "*:cluster:orders", "reason": "moves", "by": "dev",'
        ' "since": "2026-01-01T00:00:00Z", "until": "2026-01-01T01:00:00Z"}',
    )

    told = alert(aws, seq, "TAMPER-07")
    assert "RESIL-01 is allowed on *:cluster:orders until 2026-01-01T01:00:00Z: moves" in told["evidence"]
    assert DEVELOPER in told["event"]["actor"]


def test_the_canary_comes_through_and_one_of_somebody_else_is_told(aws):
    group = aws.stack.resources["CanaryParameterGroup"]["physicalId"]
    seq = aws.log.last

    aws.client("rds", DEVELOPER).add_tags_to_resource(
        ResourceName=f"arn:aws:rds:us-east-1:123456789012:pg:{group}",
        Tags=[{"Key": "aurora-guardrails:canary", "Value": "seen"}],
    )

    aws.wait_for(
        lambda e: e["kind"] == "log" and e["logicalId"] == "RdsFunction" and '"Canaries"' in e["line"],
        seq,
        40,
    )
    assert "aurora-guardrails:canary" in alert(aws, seq, "TAMPER-06")["evidence"]


POLICY_BODY = "MARKPOLICYBODY"
MARKS = ("MARK-password", "MARK-parameter", "MARK-sql", "MARK-token", "MARK-broken")


def test_no_secret_reaches_any_output(aws):
    """What people send along is in no log line, alert, metric, ledger item or report."""
    seq = aws.log.last
    rds, iam = aws.client("rds", DEVELOPER), aws.client("iam", DEVELOPER)
    rds.modify_db_cluster(
        DBClusterIdentifier="orders", MasterUserPassword="MARK-password-1", DeletionProtection=False
    )
    iam.create_role(
        RoleName="secretive", AssumeRolePolicyDocument='{"Version": "2012-10-17", "Statement": []}'
    )
    iam.put_role_policy(
        RoleName="secretive",
        PolicyName="all",
        PolicyDocument='{"Version": "2012-10-17", "Statement": [{"Sid": "MARKPOLICYBODY", "Effect": "Allow",'
        ' "Action": "rds:*", "Resource": "*"}]}',
    )
    aws.client("ssm", DEVELOPER).put_parameter(
        Name="/aurora-guardrails/exemptions/ex-mark", Type="String", Value='{"password": "MARK-parameter"}'
    )
    hostile = {
        "masterUserPassword": "MARK-password-2",
        "dBClusterIdentifier": "orders",
        "deletionProtection": False,
        "sql": "select 'MARK-sql'",
        "sessionToken": "MARK-token",
    }
    event = next(
        e for e in aws.log.after(seq)[0] if e["kind"] == "call" and e["eventName"] == "ModifyDBCluster"
    )
    record = {**event["record"], "eventID": "hostile-1", "requestParameters": hostile}
    aws.dispatcher.put(
        {
            "version": "0",
            "id": "e-hostile",
            "detail-type": "AWS API Call via CloudTrail",
            "source": "aws.rds",
            "account": "123456789012",
            "region": "us-east-1",
            "time": record["eventTime"],
            "resources": [],
            "detail": record,
        }
    )
    queue = aws.stack.resources["NetworkQueue"]["physicalId"].rsplit("/", 1)[-1]
    send_to_queue("123456789012", f"arn:aws:sqs:us-east-1:123456789012:{queue}", '{"sql": "MARK-broken')
    alert(aws, seq, "TAMPER-07")
    for event_id in [e["eventID"] for e in aws.log.after(seq)[0] if e["kind"] == "delivered"]:
        aws.wait_for(lambda e, one=event_id: e["kind"] == "invoked" and one in e["eventIDs"], seq, 40)
    time.sleep(QUIET_SECONDS)

    entries = [e for e in aws.log.after(seq)[0] if e["kind"] not in ("call", "delivered", "dead-letter")]
    assert {e["kind"] for e in entries} >= {"log", "alert", "invoked"}
    table = aws.client("dynamodb").scan(TableName=aws.stack.outputs["LedgerTableName"])["Items"]
    assert any("RESIL-01" in json.dumps(item, default=str) for item in table)
    told = json.dumps([entries, table], default=str)
    assert [mark for mark in MARKS if mark in told] == []
    # People are told what a policy says; logs and metrics, which are in the log, are not.
    logged = json.dumps([e for e in entries if e["kind"] != "alert"], default=str)
    assert POLICY_BODY not in logged

"""From the API call to the queue."""

import json
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError


def ask(aws, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{aws.endpoint}/_local/{path}", data)) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def make_group(aws):
    return aws.client("rds").create_db_cluster_parameter_group(
        DBClusterParameterGroupName="p", DBParameterGroupFamily="aurora-mysql8.0", Description="d"
    )


def messages(aws):
    url = aws.stack.resources["Queue"]["physicalId"]
    received = aws.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [json.loads(message["Body"]) for message in received.get("Messages", [])]


def last_call(aws):
    return [entry for entry in aws.log.after(0)[0] if entry["kind"] == "call"][-1]


def test_a_watched_call_arrives_in_eventbridge_s_envelope(guarded):
    make_group(guarded)

    (event,) = messages(guarded)

    call = last_call(guarded)
    assert set(event) == {
        "version",
        "id",
        "detail-type",
        "source",
        "account",
        "time",
        "region",
        "resources",
        "detail",
    }
    assert event["detail-type"] == "AWS API Call via CloudTrail"
    assert (event["source"], event["account"], event["region"]) == ("aws.rds", "123456789012", "us-east-1")
    assert event["detail"] == call["record"]
    assert call["rules"] == [guarded.stack.resources["Rule"]["physicalId"]]
    assert not call["own"]


def test_a_failed_call_an_unwatched_service_and_a_disabled_rule_send_nothing(guarded):
    with pytest.raises(ClientError):
        guarded.client("rds").delete_db_cluster(DBClusterIdentifier="none")
    guarded.client("ec2").create_security_group(GroupName="g", Description="d")
    guarded.client("iam").create_group(GroupName="g")

    assert messages(guarded) == []


def test_a_rule_of_this_region_does_not_hear_of_another(guarded):
    guarded.client("rds", region="eu-west-1").create_db_cluster_parameter_group(
        DBClusterParameterGroupName="p", DBParameterGroupFamily="aurora-mysql8.0", Description="d"
    )

    assert messages(guarded) == []


def test_without_the_queue_s_leave_the_event_is_undeliverable_and_told(guarded):
    url = guarded.stack.resources["Queue"]["physicalId"]
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "sqs:SendMessage"}],
    }
    guarded.client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})

    make_group(guarded)

    entry = guarded.wait_for(lambda entry: entry["kind"] == "dead-letter", timeout=1)
    assert "does not let this rule send" in entry["why"]
    assert messages(guarded) == []


def test_the_same_event_can_come_twice(guarded):
    make_group(guarded)
    event_id = last_call(guarded)["eventID"]

    status, answer = ask(guarded, "redeliver", {"eventID": event_id})

    assert (status, len(answer["rules"])) == (200, 1)
    assert [event["detail"]["eventID"] for event in messages(guarded)] == [event_id, event_id]
    assert ask(guarded, "redeliver", {"eventID": "other"})[0] == 404


def test_a_ready_envelope_goes_by_the_rules_also_a_broken_one(guarded):
    detail = {"eventSource": "rds.amazonaws.com"}
    good = {"source": "aws.rds", "region": "us-east-1", "detail": detail}

    assert len(ask(guarded, "event", good)[1]["rules"]) == 1
    assert ask(guarded, "event", good | {"detail": "not an object"})[1]["rules"] == []
    assert ask(guarded, "event", ["no envelope"])[0] == 400
    assert messages(guarded) == [good]


def test_the_log_and_the_stack_can_be_asked_for(guarded):
    make_group(guarded)

    _, log = ask(guarded, "log?after=0&wait=1")
    _, stack = ask(guarded, "stack")

    assert [entry["kind"] for entry in log["entries"]][-2:] == ["call", "delivered"]
    assert ask(guarded, f"log?after={log['next']}")[1]["entries"] == []
    assert stack["stack"]["functions"]["Guard"]["roleArn"] == stack["stack"]["roles"][0]
    assert ask(guarded, "nothing")[0] == 404


def test_put_events_is_refused(account):
    with pytest.raises(ClientError, match="_local/event"):
        account.client("events").put_events(Entries=[{"Source": "x", "DetailType": "y", "Detail": "{}"}])

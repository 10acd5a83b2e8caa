"""Queues, environments and their processes, with a function written in Python."""

import json
import os
import time

import boto3
import pytest
from conftest import TEMPLATE

from aurora_local import LocalAws
from aurora_local.function.session import Untrusted, assume
from aurora_local.identity import caller_role, user_identity


@pytest.fixture
def running(stub):
    with LocalAws() as aws:
        aws.deploy(TEMPLATE)
        aws.run(stub)
        yield aws


def put(aws, *names):
    """Messages on the function's queue, one an event name; the entry of the batch's first invocation."""
    url = aws.stack.resources["Queue"]["physicalId"]
    at = aws.log.last
    bodies = [{"detail": {"eventName": name, "eventID": f"id-{name}"}} for name in names]
    entries = [{"Id": f"{number}", "MessageBody": json.dumps(body)} for number, body in enumerate(bodies)]
    aws.client("sqs").send_message_batch(QueueUrl=url, Entries=entries)
    return aws.wait_for(lambda entry: entry["kind"] == "invoked", at, 20)


def waiting(aws, queue="Queue"):
    url = aws.stack.resources[queue]["physicalId"]
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = aws.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(count) for count in found.values())


def lines(aws):
    return [entry["line"] for entry in aws.log.after(0)[0] if entry["kind"] == "log"]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rsplit(")", 1)[1].split()[0] != "Z"


def wait_until(test, timeout=5):
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if test():
            return True
        time.sleep(0.02)
    return False


def test_what_succeeded_is_deleted_and_what_failed_ends_in_the_dead_letter_queue(running):
    invoked = put(running, "Fine", "Poison")

    dead = running.wait_for(lambda entry: entry["kind"] == "dead-letter", timeout=10)

    assert invoked["eventIDs"] == ["id-Fine", "id-Poison"]
    assert len(invoked["failures"]) == 1
    assert dead["eventID"] == "id-Poison"
    assert (waiting(running), waiting(running, "Dead")) == (0, 1)
    assert lines(running).count("handling Poison") == 2


def test_an_unknown_id_keeps_the_whole_batch(running):
    invoked = put(running, "Fine", "Stranger")

    assert sorted(invoked["failures"]) == sorted(invoked["messageIds"])


def test_an_error_keeps_the_batch_and_is_told(running):
    invoked = put(running, "Throw")

    assert invoked["error"] == {"errorType": "ValueError", "errorMessage": "thrown by the function"}
    assert waiting(running) == 1


def test_a_process_that_ends_is_told_and_the_next_batch_has_a_new_one(running):
    assert put(running, "Exit")["error"]["errorType"] == "Runtime.ExitError"
    assert put(running, "Fine")["error"] is None
    assert len([line for line in lines(running) if line.startswith("started")]) >= 2


def test_a_function_that_takes_too_long_is_ended(stub, tmp_path):
    path = tmp_path / "template.yaml"
    path.write_text(TEMPLATE.read_text().replace("Timeout: 5", "Timeout: 1"))
    with LocalAws() as aws:
        aws.deploy(path)
        aws.run(stub)

        assert "timed out after 1.00 seconds" in put(aws, "Sleep")["error"]["errorMessage"]


def test_the_environment_holds_the_template_s_variables_and_the_role_s_session(running):
    put(running, "Environment")

    printed = next(json.loads(line) for line in lines(running) if line.startswith("{"))

    (function,) = running.stack.functions
    assert function.environment.items() <= printed.items()
    assert printed["AWS_ENDPOINT_URL"] == running.endpoint
    assert printed["_HANDLER"] == "example.Handler::handleRequest"
    assert set(printed) - set(function.environment) <= {
        name for name in printed if name.startswith(("AWS_", "LAMBDA_", "LC_"))
    } | {"HOME", "LANG", "PATH", "TZ", "_HANDLER"}
    assert caller_role(user_identity(printed["AWS_ACCESS_KEY_ID"], "1")) == function.role_arn


def test_a_call_with_the_function_s_session_is_its_own(running):
    (function,) = running.stack.functions
    running.client("iam").attach_role_policy(
        RoleName=function.role_arn.rsplit("/", 1)[-1], PolicyArn="arn:aws:iam::aws:policy/IAMFullAccess"
    )
    session = assume(running.account_id, running.region, function.role_arn, "f")
    client = boto3.client(
        "iam",
        region_name="us-east-1",
        endpoint_url=running.endpoint,
        aws_access_key_id=session.access_key,
        aws_secret_access_key=session.secret_key,
        aws_session_token=session.token,
    )
    at = running.log.last
    client.create_group(GroupName="by-the-guard")

    assert running.wait_for(lambda entry: entry["kind"] == "call", at)["own"]


def test_a_role_that_does_not_trust_lambda_gives_no_session(account):
    trust = {
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ]
    }
    role = account.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=json.dumps(trust))["Role"]

    with pytest.raises(Untrusted):
        assume(account.account_id, account.region, role["Arn"], "f")


def test_two_environments_work_at_the_same_time(stub):
    with LocalAws() as aws:
        aws.deploy(TEMPLATE)
        aws.run(stub, concurrency=2)
        url = aws.stack.resources["Queue"]["physicalId"]
        sleep, fine = (json.dumps({"detail": {"eventName": name}}) for name in ("Sleep", "Fine"))
        aws.client("sqs").send_message(QueueUrl=url, MessageBody=sleep)
        aws.wait_for(lambda entry: entry.get("line") == "handling Sleep")
        aws.client("sqs").send_message(QueueUrl=url, MessageBody=fine)

        assert aws.wait_for(lambda entry: entry["kind"] == "invoked", timeout=3)["failures"] == []


def test_no_process_is_left_not_even_a_child_of_a_function(stub):
    with LocalAws() as aws:
        aws.deploy(TEMPLATE)
        aws.run(stub)
        put(aws, "Spawn")
        pids = [int(line.split()[1]) for line in lines(aws) if line.split()[0] in ("started", "child")]
        assert len(pids) == 2
        assert all(alive(pid) for pid in pids)

    assert wait_until(lambda: not any(alive(pid) for pid in pids))


def test_delayed_messages_wait(running):
    url = running.stack.resources["Queue"]["physicalId"]
    at = running.log.last
    body = json.dumps({"detail": {"eventName": "Fine"}})
    begun = time.monotonic()
    running.client("sqs").send_message(QueueUrl=url, MessageBody=body, DelaySeconds=1)

    running.wait_for(lambda entry: entry["kind"] == "invoked", at)

    assert time.monotonic() - begun >= 1

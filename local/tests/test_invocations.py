"""Functions that a topic or a caller invokes."""

import json

import pytest
from botocore.exceptions import ClientError
from conftest import TEMPLATE

from aurora_local import LocalAws

MESSENGER = """
  Messenger:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: example.Messenger::handleRequest
      Events:
        Alerts:
          Type: SNS
          Properties:
            Topic: !Ref Alerts
            FilterPolicy: {severity: [high]}
  Clock:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets: [{Id: sweep, Arn: !GetAtt Messenger.Arn}]
  GuardErrors:"""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("stack") / "template.yaml"
    path.write_text(TEMPLATE.read_text().replace("\n  GuardErrors:", MESSENGER))
    return path


@pytest.fixture
def running(stub, template):
    with LocalAws() as aws:
        aws.deploy(template)
        aws.run(stub)
        yield aws


def function(aws, logical_id="Messenger"):
    return next(one for one in aws.stack.functions if one.logical_id == logical_id)


def publish(aws, message, severity="high"):
    seq = aws.log.last
    aws.client("sns").publish(
        TopicArn=aws.stack.resources["Alerts"]["physicalId"],
        Subject="a subject",
        Message=message,
        MessageAttributes={"severity": {"DataType": "String", "StringValue": severity}},
    )
    return seq


def told(aws, seq):
    line = aws.wait_for(
        lambda e: e["kind"] == "log" and e["line"].startswith("told "), after=seq, timeout=20
    )["line"]
    return json.loads(line.removeprefix("told "))


def test_a_topic_s_function_gets_the_message_as_lambda_hands_it_on(running):
    record = told(running, publish(running, "hello"))

    assert record["EventSource"] == "aws:sns"
    assert (record["Sns"]["Subject"], record["Sns"]["Message"]) == ("a subject", "hello")
    assert record["Sns"]["TopicArn"] == running.stack.resources["Alerts"]["physicalId"]
    assert record["Sns"]["MessageAttributes"] == {"severity": {"Type": "String", "Value": "high"}}


def test_a_message_that_the_filter_leaves_out_is_not_handed_on(running):
    seq = publish(running, "small", "low")
    publish(running, "large")

    assert told(running, seq)["Sns"]["Message"] == "large"


def test_a_message_that_fails_is_tried_twice_more(running):
    seq = publish(running, "Throw")
    for _ in range(3):
        entry = running.wait_for(lambda e: e["kind"] == "invoked", after=seq, timeout=20)
        seq = entry["seq"]
        assert (entry["logicalId"], entry["trigger"]) == ("Messenger", "topic")
        assert entry["error"]["errorMessage"] == "thrown by the function"
    with pytest.raises(TimeoutError):
        running.wait_for(lambda e: e["kind"] == "invoked", after=seq, timeout=3)


def test_a_function_whose_policy_does_not_let_the_topic_is_not_invoked(running):
    name = function(running).name
    client = running.client("lambda")
    policy = json.loads(client.get_policy(FunctionName=name)["Policy"])
    client.remove_permission(FunctionName=name, StatementId=policy["Statement"][0]["Sid"])
    seq = publish(running, "hello")

    entry = running.wait_for(lambda e: e["kind"] == "undelivered", after=seq)
    assert "does not let" in entry["why"]


@pytest.mark.parametrize("by", ["name", "arn", "alias"])
def test_a_caller_invokes_and_gets_the_answer(running, by):
    found = function(running)
    given = {"name": found.name, "arn": found.arn, "alias": f"{found.arn}:live"}[by]

    answer = running.client("lambda").invoke(FunctionName=given, Payload=b'{"sweep": true}')

    assert answer["StatusCode"] == 200
    assert "FunctionError" not in answer
    assert json.load(answer["Payload"]) == {"got": {"sweep": True}}


def test_what_a_function_throws_is_an_answer_with_an_error(running):
    answer = running.client("lambda").invoke(FunctionName=function(running).name, Payload=b'{"throw": true}')

    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    assert json.load(answer["Payload"])["errorMessage"] == "thrown by the function"


def test_an_asynchronous_invocation_is_accepted_and_carried_out(running):
    seq = running.log.last
    answer = running.client("lambda").invoke(FunctionName=function(running).name, InvocationType="Event")

    assert answer["StatusCode"] == 202
    entry = running.wait_for(lambda e: e["kind"] == "invoked", after=seq, timeout=20)
    assert (entry["trigger"], entry["error"]) == ("invoke", None)


def test_an_unknown_function_and_a_broken_payload_are_said_so(running):
    client = running.client("lambda")
    for name, payload, code in (
        ("nobody", b"{}", "ResourceNotFoundException"),
        (function(running).name, b"{", "InvalidRequestContentException"),
    ):
        with pytest.raises(ClientError) as error:
            client.invoke(FunctionName=name, Payload=payload)
        assert error.value.response["Error"]["Code"] == code


def test_a_rule_by_the_clock_is_made_and_said_never_to_fire(running):
    assert any("Clock" in line and "schedules do not fire" in line for line in running.stack.differences)

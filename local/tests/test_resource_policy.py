import pytest

from aurora_local.resource_policy import UnsupportedCondition, allows_service

CONTEXT = {"aws:SourceArn": "arn:aws:events:us-east-1:1:rule/a", "aws:SecureTransport": "true"}


def decide(*statements):
    policy = {"Statement": [*statements]}
    return allows_service(policy, "events.amazonaws.com", "sqs:SendMessage", CONTEXT)


def statement(effect="Allow", principal=None, action="sqs:SendMessage", **condition):
    principal = principal or {"Service": "events.amazonaws.com"}
    return {"Effect": effect, "Principal": principal, "Action": action, "Condition": condition}


def test_without_a_policy_a_service_may_do_nothing():
    assert not allows_service(None, "events.amazonaws.com", "sqs:SendMessage", CONTEXT)


def test_the_named_service_may_and_another_may_not():
    assert decide(statement())
    assert decide(statement(action="SQS:*"))
    assert not decide(statement(principal={"Service": "sns.amazonaws.com"}))
    assert not decide(statement(action="sqs:ReceiveMessage"))


def test_the_source_s_arn_must_match():
    assert decide(statement(ArnLike={"aws:SourceArn": "arn:aws:events:*:1:rule/*"}))
    assert not decide(statement(ArnEquals={"AWS:SourceArn": "arn:aws:events:us-east-1:1:rule/b"}))


def test_a_deny_wins_only_when_its_condition_is_met():
    insecure = {"Bool": {"aws:SecureTransport": "false"}}
    stranger = {"ArnNotEquals": {"aws:SourceArn": "arn:aws:events:us-east-1:1:rule/b"}}

    assert decide(statement(), statement("Deny", "*", **insecure))
    assert not decide(statement(), statement("Deny", "*", **stranger))


def test_a_key_that_is_absent_meets_only_the_negated_and_the_optional():
    assert not decide(statement(StringEquals={"aws:PrincipalArn": "x"}))
    assert decide(statement(StringNotEquals={"aws:PrincipalArn": "x"}))
    assert decide(statement(StringEqualsIfExists={"aws:PrincipalArn": "x"}))
    assert decide(statement(Null={"aws:PrincipalArn": "true"}))


def test_an_unknown_operator_is_an_error_and_no_guess():
    with pytest.raises(UnsupportedCondition, match="NumericLessThan"):
        decide(statement(NumericLessThan={"aws:Some": "1"}))

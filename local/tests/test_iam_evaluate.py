"""IAM's evaluation: what each element of a policy means, and how policies act together."""

import json

import pytest

from aurora_local.iam import Undecidable, allows_service
from aurora_local.iam.evaluate import ResourcePolicy, decide
from aurora_local.iam.principal import Kind, Principal

ACCOUNT = "111122223333"
CLUSTER = f"arn:aws:rds:us-east-1:{ACCOUNT}:cluster:zz-canary"
CONNECT = f"arn:aws:rds-db:us-east-1:{ACCOUNT}:dbuser:cluster-ZZCANARY/zz_user"
USER = f"arn:aws:iam::{ACCOUNT}:user/dora"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/app"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/app/one"
QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:q"


def document(*statements, version="2012-10-17"):
    return json.dumps({**({"Version": version} if version else {}), "Statement": [*statements]})


def allow(action="*", resource="*", **rest):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **rest}


def deny(action="*", resource="*", **rest):
    return allow(action, resource, **rest) | {"Effect": "Deny"}


def user(*policies, **more):
    return Principal(Kind.USER, ACCOUNT, USER, unique_id="AIDADORA", identity=policies, **more)


def role(*policies, **more):
    return Principal(Kind.ROLE, ACCOUNT, ROLE, SESSION, "AROAAPP", policies, **more)


def asked(who, action="rds:ModifyDBCluster", resource=CLUSTER, policy=None, **keys):
    found = {key.lower().replace("__", ":"): value for key, value in keys.items()}

    def lookup(key):
        value = found.get(key)
        return [value] if isinstance(value, str) else value

    return decide(who, action, resource, lookup, policy)


def may(*statements, action="rds:ModifyDBCluster", resource=CLUSTER, **keys):
    return asked(user(document(*statements)), action, resource, **keys).allowed


def met(operator, key, value, **keys):
    return may(allow(Condition={operator: {key: value}}), **keys)


def test_nothing_is_allowed_that_nothing_allows():
    assert asked(user()).why == "because no identity-based policy allows the {action} action"
    assert not may(allow("s3:*"))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*", True),
        ("rds:*", True),
        ("RDS:modifydbcluster", True),
        ("rds:?odifyDB*", True),
        ("rds:Modify*Cluster", True),
        ("rds:ModifyDBClusterX", False),
        ("rds:ModifyDB", False),
        ("rds:[M]odifyDBCluster", False),
    ],
)
def test_actions_match_in_any_case_with_stars_and_question_marks(pattern, expected):
    assert may(allow(pattern)) is expected


def test_action_names_fold_ascii_letters_only():
    assert not may(allow("rds:\u017ftopDBCluster"), action="rds:StopDBCluster")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*", True),
        ("arn:aws:rds:*:*:cluster:*", True),
        ("arn:aws:rds:us-east-1:111122223333:cluster:zz-canar?", True),
        ("arn:aws:rds:*:*:cluster:dev-*", False),
        ("arn:aws:rds:us-east-1:111122223333:cluster:ZZ-canary", False),
        ("arn:aws:rds:us-west-2:*:cluster:*", False),
        ("arn:*:cluster:zz-canary", False),
    ],
)
def test_resources_match_segment_by_segment_and_in_their_case(pattern, expected):
    assert may(allow(resource=pattern)) is expected


def test_not_action_and_not_resource_are_everything_else():
    assert may({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})
    assert not may({"Effect": "Allow", "NotAction": "rds:*", "Resource": "*"})
    assert may({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:rds:*:*:cluster:prod-*"})
    assert not may(allow(), {"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::*"})


def test_a_deny_wins_if_its_condition_is_met():
    without_mfa = {"Bool": {"aws:MultiFactorAuthPresent": "false"}}

    assert not may(allow(), deny("rds:Modify*"))
    assert may(allow(), deny("rds:Delete*"))
    assert may(allow(), deny(Condition=without_mfa))
    assert not may(allow(), deny(Condition=without_mfa), aws__multifactorauthpresent="false")
    decision = asked(user(document(allow(), deny())))
    assert decision.why == "with an explicit deny in an identity-based policy"


def test_an_absent_key_fails_a_positive_operator_and_meets_a_negated_one():
    tag = "aws:ResourceTag/team"

    assert met("StringEquals", tag, "a", **{"aws:resourcetag/team": "a"})
    assert not met("StringEquals", tag, "a")
    assert met("StringNotEquals", tag, "a")
    assert met("StringEqualsIfExists", tag, "a")
    assert not met("StringEqualsIfExists", tag, "a", **{"aws:resourcetag/team": "b"})
    assert met("Null", tag, "true")
    assert met("Null", tag, "false", **{"aws:resourcetag/team": "b"})


def test_values_are_alternatives_and_keys_and_operators_are_all_needed():
    both = {"StringEquals": {"aws:a": ["1", "2"], "aws:b": "3"}, "StringLike": {"aws:a": "?"}}

    assert may(allow(Condition=both), aws__a="2", aws__b="3")
    assert not may(allow(Condition=both), aws__a="2", aws__b="4")
    assert met("StringNotEquals", "aws:a", ["1", "2"], aws__a="3")
    assert not met("StringNotEquals", "aws:a", ["1", "2"], aws__a="2")


@pytest.mark.parametrize(
    ("operator", "wanted", "value", "expected"),
    [
        ("StringEquals", "A*", "A*", True),
        ("StringEquals", "A*", "AB", False),
        ("StringEqualsIgnoreCase", "ab", "AB", True),
        ("StringNotEqualsIgnoreCase", "ab", "AB", False),
        ("StringLike", "iam#*", "iam#1", True),
        ("StringLike", "iam#*", "IAM#1", False),
        ("StringNotLike", "iam#*", "rds#1", True),
        ("NumericEquals", 10, "10.0", True),
        ("NumericLessThan", "10", "9", True),
        ("NumericLessThanEquals", "10", "11", False),
        ("NumericGreaterThan", "10", "many", False),
        ("NumericNotEquals", "10", "11", True),
        ("NumericGreaterThanEquals", "10", "10", True),
        ("DateGreaterThan", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z", True),
        ("DateLessThan", "2024-01-01", "1704067200", False),
        ("Bool", True, "true", True),
        ("Bool", "false", "true", False),
        ("BinaryEquals", "YQ==", "YQ==", True),
        ("IpAddress", "10.0.0.0/8", "10.9.9.9", True),
        ("IpAddress", "10.0.0.0/8", "2001:db8::1", False),
        ("NotIpAddress", "10.0.0.0/8", "192.0.2.1", True),
        ("ArnEquals", "arn:aws:events:*:1:rule/*", "arn:aws:events:us-east-1:1:rule/a", True),
        ("ArnLike", "arn:aws:*:1:rule/a", "arn:aws:events:us-east-1:1:rule/a", False),
        ("ArnNotEquals", "arn:aws:iam::1:role/a", "arn:aws:iam::1:role/a", False),
        ("ArnNotLike", "arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b", True),
    ],
)
def test_operators(operator, wanted, value, expected):
    assert met(operator, "aws:k", wanted, aws__k=value) is expected


def test_sets_for_all_values_and_for_any_value():
    assert met("ForAllValues:StringLike", "aws:TagKeys", ["a*"], aws__tagkeys=["a1", "a2"])
    assert not met("ForAllValues:StringLike", "aws:TagKeys", ["a*"], aws__tagkeys=["a1", "b"])
    assert met("ForAllValues:StringLike", "aws:TagKeys", ["a*"])
    assert met("ForAnyValue:StringEquals", "aws:TagKeys", "b", aws__tagkeys=["a", "b"])
    assert not met("ForAnyValue:StringEquals", "aws:TagKeys", "b")
    assert not met("ForAnyValue:StringNotEquals", "aws:TagKeys", "b")
    assert met("ForAnyValue:StringNotEquals", "aws:TagKeys", "b", aws__tagkeys=["a", "b"])
    assert not met("ForAllValues:StringNotEquals", "aws:TagKeys", "b", aws__tagkeys=["a", "b"])


def test_an_operator_that_iam_does_not_have_is_no_verdict():
    with pytest.raises(Undecidable, match="StringSortOf"):
        met("StringSortOf", "aws:a", "b")


def test_variables_are_the_caller_s_and_only_of_the_newer_language():
    connect = allow("rds-db:connect", "arn:aws:rds-db:*:*:dbuser:*/${aws:username}")
    older = user(document(connect, version=None))

    def asks(**keys):
        return may(connect, action="rds-db:connect", resource=CONNECT, **keys)

    assert asks(aws__username="zz_user")
    assert not asks(aws__username="*")
    assert not asks()
    assert not asked(older, "rds-db:connect", CONNECT, aws__username="zz_user").allowed
    assert met("StringEquals", "aws:a", "${aws:b, 'none'}", aws__a="none")
    assert met("StringLike", "aws:a", "${*}?", aws__a="*x")
    assert not met("StringLike", "aws:a", "${*}?", aws__a="yx")


def test_a_boundary_grants_nothing_and_holds_back():
    boundary = document(allow("s3:*"))

    assert not asked(role(boundary=document(allow()))).allowed
    held = asked(role(document(allow()), boundary=boundary))
    assert held.why == "because no permissions boundary allows the {action} action"
    denied = asked(role(document(allow()), boundary=document(allow(), deny("rds:*"))))
    assert denied.why == "with an explicit deny in a permissions boundary"


def test_a_session_policy_holds_back():
    assert asked(role(document(allow()), session=(document(allow("rds:*")),))).allowed
    held = asked(role(document(allow()), session=(document(allow("s3:*")),)))
    assert held.why == "because no session policy allows the {action} action"


def queue_policy(*statements, account=ACCOUNT, decisive=False):
    return ResourcePolicy(account, document(*statements), decisive)


def sends(who, *statements, **more):
    return asked(who, "sqs:SendMessage", QUEUE, queue_policy(*statements, **more)).allowed


def test_a_resource_may_grant_what_the_caller_s_own_policies_do_not():
    assert sends(user(), allow(Principal={"AWS": USER}))
    assert sends(user(), allow(Principal="*"))
    assert sends(role(), allow(Principal={"AWS": [ROLE]}))
    assert sends(user(), allow(Principal={"AWS": "AIDADORA"}))
    assert not sends(user(), allow(Principal={"AWS": ROLE}))
    assert not sends(user(), allow(Principal={"Service": "sns.amazonaws.com"}))


def test_naming_the_account_leaves_it_to_the_caller_s_own_policies():
    for account in (ACCOUNT, f"arn:aws:iam::{ACCOUNT}:root"):
        assert not sends(user(), allow(Principal={"AWS": account}))
        assert sends(user(document(allow())), allow(Principal={"AWS": account}))


def test_a_resource_s_deny_reaches_everybody_also_root():
    root = Principal(Kind.ROOT, ACCOUNT, f"arn:aws:iam::{ACCOUNT}:root")

    assert asked(root).allowed
    assert not sends(root, deny(Principal="*"))
    assert not sends(user(document(allow())), deny(Principal={"AWS": ACCOUNT}))
    assert sends(user(document(allow())), deny(NotPrincipal={"AWS": USER}))
    assert not sends(role(document(allow())), deny(NotPrincipal={"AWS": USER}))


def test_a_grant_to_a_role_stays_within_its_boundary_and_one_to_its_session_does_not():
    bounded = role(boundary=document(allow("s3:*")))

    assert not sends(bounded, allow(Principal={"AWS": ROLE}))
    assert sends(bounded, allow(Principal={"AWS": SESSION}))


def test_another_account_s_resource_needs_both_sides():
    own = document(allow())

    assert not sends(user(own), account="999999999999")
    assert not sends(user(), allow(Principal={"AWS": USER}), account="999999999999")
    assert sends(user(own), allow(Principal={"AWS": ACCOUNT}), account="999999999999")


def test_a_key_s_policy_comes_before_everybody_s_own():
    own = user(document(allow()))

    assert not sends(own, decisive=True)
    assert sends(own, allow(Principal={"AWS": ACCOUNT}), decisive=True)
    assert not sends(user(), allow(Principal={"AWS": ACCOUNT}), decisive=True)
    assert sends(user(), allow(Principal={"AWS": USER}), decisive=True)


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"Statement": {"Effect": "allow", "Action": "*", "Resource": "*"}}',
        '{"Statement": {"Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*"}}',
        '{"Statement": {"Effect": "Allow", "Resource": "*"}}',
        '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Colour": "red"}}',
        '{"Statement": {"Effect": "Allow", "Action": 5, "Resource": "*"}}',
    ],
)
def test_what_is_no_policy_gives_no_verdict(text):
    with pytest.raises(Undecidable):
        asked(user(text))


RULE = f"arn:aws:events:us-east-1:{ACCOUNT}:rule/a"


def rule_may_send(*statements):
    context = {"aws:SourceArn": RULE, "aws:SourceAccount": ACCOUNT}
    policy = document(*statements) if statements else None
    return allows_service(policy, "events.amazonaws.com", "sqs:SendMessage", QUEUE, context)


def test_a_service_has_no_policies_but_the_resource_s():
    events = {"Service": "events.amazonaws.com"}
    stranger = {"ArnNotEquals": {"aws:SourceArn": "arn:aws:events:us-east-1:1:rule/b"}}

    assert not rule_may_send()
    assert rule_may_send(allow("SQS:*", QUEUE, Principal=events))
    assert not rule_may_send(allow(Principal={"Service": "sns.amazonaws.com"}))
    assert not rule_may_send(allow("sqs:ReceiveMessage", Principal=events))
    assert rule_may_send(allow(Principal=events, Condition={"ArnEquals": {"AWS:SourceArn": RULE}}))
    assert not rule_may_send(allow(Principal=events), deny(Principal="*", Condition=stranger))
    insecure = {"Bool": {"aws:SecureTransport": "false"}}
    assert rule_may_send(allow(Principal=events), deny(Principal="*", Condition=insecure))


def test_a_deny_that_spares_the_rule_and_the_role_stops_everybody_else():
    spared = {"ArnNotEquals": {"aws:SourceArn": RULE, "aws:PrincipalArn": ROLE}}
    policy = queue_policy(deny(Principal="*", Condition=spared))

    def sending(who):
        return asked(who, "sqs:SendMessage", QUEUE, policy, aws__principalarn=who.arn).allowed

    assert not sending(user(document(allow())))
    assert sending(role(document(allow())))

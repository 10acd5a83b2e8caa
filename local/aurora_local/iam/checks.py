"""Which actions on which resources a call needs. A call that is not known here is an error, never allowed.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import items
from .arns import arn_of, group_of_name
from .call import ApiCall
from .catalogue import PREFIXES, Action, action
from .names import ANY_TYPE, EC2_IDS, FREE, NAMES, OTHER_NAMES
from .undecidable import Undecidable

EC2_ID = re.compile(r"([a-z]+(?:-[a-z]+)?)-[0-9a-f]{8,17}")
ROLE_NAMES = ("Role", "RoleArn", "RoleARN", "IamRoleArn", "MonitoringRoleArn", "roleArn")
# Types that an action may also touch, by a name that nobody gives: nothing to check.
UNNAMED = {"function alias", "function version", "layerVersion", "rule-on-custom-event-bus"}


@dataclass(frozen=True)
class Check:
    """One question to IAM. `keys` are the condition keys of this resource beside those of the call."""

    action: Action
    resource: str
    keys: dict[str, Any] = field(default_factory=dict, hash=False)


def checks_of(call: ApiCall, caller: str) -> list[Check]:
    """All must be answered with yes; none at all for the few calls that anybody may make.

    `caller` is the ARN of who asks: IAM's calls about a user whom they do not name are about it.
    """
    prefix = PREFIXES.get(call.service, call.service)
    full = f"{prefix}:{call.operation}"
    if full in FREE:
        return []
    if full in items.OPERATIONS:
        return [Check(known(f"dynamodb:{one.action}"), one.arn, one.keys) for one in items.checks(call)]
    what = known(f"{prefix}:{OTHER_NAMES.get(full, call.operation)}")
    if full == "events:PutEvents":
        return [Check(what, arn) for arn in _buses(call)]
    return [Check(what, arn) for arn in _resources(call, prefix, what, caller)] + list(
        _passed_roles(call, what)
    )


def known(name: str) -> Action:
    prefix, _, rest = name.partition(":")
    found = action(prefix, rest)
    if found is None:
        raise Undecidable(
            f"the local AWS does not know which IAM action {name} is; "
            "local/aurora_local/iam/names.py is the place to say it"
        )
    return found


def _resources(call: ApiCall, prefix: str, what: Action, caller: str) -> list[str]:
    if not what.types:
        return ["*"]
    found = _in_ec2(call, what) if prefix == "ec2" else _by_name(call, prefix, what)
    if found:
        return found
    whole = call.first(*ANY_TYPE)
    if whole and whole.startswith("arn:"):
        return [whole]
    if prefix == "iam" and what.types[0] == "user" and not call.operation.startswith("List"):
        return [caller]
    if prefix == "sns" and call.params.get("PhoneNumber"):
        return ["*"]
    # A call that names nothing asks for all of the type, or is about to make one.
    return [arn_of(call, prefix, what.types[0], "*")]


def _by_name(call: ApiCall, prefix: str, what: Action) -> list[str]:
    names = NAMES.get(prefix, {})
    unknown = [] if call.first(*ANY_TYPE) else [one for one in what.types if one not in names]
    if unknown:
        raise Undecidable(f"the local AWS does not know how {what.name} names its {', '.join(unknown)}")
    found = {
        kind: [value for name in names[kind] for value in _texts(call.params.get(name))]
        for kind in what.types
        if kind in names
    }
    if found.get("index"):
        found.pop("table")
    if found.get("log-stream"):
        found.pop("log-group", None)
    if len(what.types) > 1 and prefix == "iam":
        found = _iam_type(call, found)
    if prefix == "rds" and call.operation == "RestoreDBClusterFromSnapshot":
        found["cluster-snapshot"] = _texts(call.params.get("SnapshotIdentifier"))
    return [arn_of(call, prefix, kind, value) for kind, values in found.items() for value in values]


def _iam_type(call: ApiCall, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Several types may share a parameter: SimulatePrincipalPolicy's source is one of three."""
    source = call.first("PolicySourceArn", "Arn")
    return {"user": [source]} if source else found


def _in_ec2(call: ApiCall, what: Action) -> list[str]:
    """EC2's ids say their types. What the call names further down is not authorised, but for the rules.

    A required type without an id is one that the call makes: all of the type.
    """
    values = [value for one in call.params.values() for value in _texts(one)]
    for rule in call.params.get("SecurityGroupRules") or []:
        values += _texts(rule.get("SecurityGroupRuleId") if isinstance(rule, dict) else rule)
    name = call.params.get("GroupName")
    if name and "security-group" in what.types and not call.operation.startswith("Create"):
        values += [one for one in [group_of_name(call, name)] if one]
    arns, found = [], set()
    for value in dict.fromkeys(values):
        match = EC2_ID.fullmatch(value)
        kind = EC2_IDS.get(match.group(1)) if match else None
        if kind in what.types:
            found.add(kind)
            arns.append(arn_of(call, "ec2", kind, value))
    arns += [arn_of(call, "ec2", kind, "*") for kind in sorted(what.required - found)]
    missing = [one for one in what.types if one not in EC2_IDS.values()]
    if missing and not arns:
        raise Undecidable(f"the local AWS does not know how {what.name} names its {', '.join(missing)}")
    return arns


# Roles that go to another service than the one that is called.
PASSED_TO = {"MonitoringRoleArn": "monitoring.rds.amazonaws.com"}


def _passed_roles(call: ApiCall, what: Action) -> Iterator[Check]:
    """A service that is to work with a role: the caller must be allowed to hand it over."""
    for name in ROLE_NAMES if what.passes_role else ():
        role = call.params.get(name)
        if isinstance(role, str) and role:
            service = PASSED_TO.get(name, f"{call.service}.amazonaws.com")
            keys = {"iam:passedtoservice": [service]}
            yield Check(known("iam:PassRole"), arn_of(call, "iam", "role", role), keys)


def _buses(call: ApiCall) -> list[str]:
    names = {str(one.get("EventBusName") or "default") for one in call.params.get("Entries", [])}
    return [arn_of(call, "events", "event-bus", name) for name in sorted(names)]


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one]

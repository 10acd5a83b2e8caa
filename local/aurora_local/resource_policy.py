"""A small evaluator for resource policies and trust policies: may this service do this, in this context?

It knows the condition operators that such policies use and refuses to guess about any other.
"""

import fnmatch
import json
from collections.abc import Callable
from typing import Any

NEGATED = "Not"


class UnsupportedCondition(ValueError):
    """An operator that this evaluator does not know; treating it as met or unmet would both be guesses."""


def allows_service(policy: str | dict | None, service: str, action: str, context: dict[str, str]) -> bool:
    """Whether a service principal is allowed `action`; an explicit Deny wins."""
    if not policy:
        return False
    document = json.loads(policy) if isinstance(policy, str) else policy
    effects = {
        statement["Effect"]
        for statement in _list(document.get("Statement", []))
        if _applies(statement, service, action, context)
    }
    return "Allow" in effects and "Deny" not in effects


def _applies(statement: dict[str, Any], service: str, action: str, context: dict[str, str]) -> bool:
    return (
        _principal_matches(statement, service)
        and _action_matches(statement, action)
        and all(
            _condition_met(operator, key, _list(values), context)
            for operator, keys in statement.get("Condition", {}).items()
            for key, values in keys.items()
        )
    )


def _principal_matches(statement: dict[str, Any], service: str) -> bool:
    if "NotPrincipal" in statement:
        return not _names_service(statement["NotPrincipal"], service)
    return _names_service(statement.get("Principal"), service)


def _names_service(principal: Any, service: str) -> bool:
    if principal == "*":
        return True
    named = principal or {}
    return service in _list(named.get("Service", [])) or "*" in _list(named.get("AWS", []))


def _action_matches(statement: dict[str, Any], action: str) -> bool:
    if "NotAction" in statement:
        return not _any_like(statement["NotAction"], action)
    return _any_like(statement.get("Action", []), action)


def _any_like(patterns: Any, value: str) -> bool:
    return any(fnmatch.fnmatchcase(value.lower(), str(pattern).lower()) for pattern in _list(patterns))


def _equals(value: str, wanted: str) -> bool:
    return value == wanted


def _bool(value: str, wanted: str) -> bool:
    return value.lower() == wanted.lower()


TESTS: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": _equals,
    "StringLike": fnmatch.fnmatchcase,
    "ArnEquals": fnmatch.fnmatchcase,
    "ArnLike": fnmatch.fnmatchcase,
    "Bool": _bool,
}


def _condition_met(operator: str, key: str, wanted: list[Any], context: dict[str, str]) -> bool:
    wanted = [str(value) for value in wanted]
    values = {name.lower(): value for name, value in context.items()}
    value = values.get(key.lower())
    name = operator.removeprefix("ForAllValues:").removeprefix("ForAnyValue:")
    if_exists = name.endswith("IfExists")
    name = name.removesuffix("IfExists")
    if name == "Null":
        return str(value is None).lower() == wanted[0].lower()
    negated = NEGATED in name
    test = TESTS.get(name.replace(NEGATED, "", 1))
    if test is None:
        raise UnsupportedCondition(f"condition operator {operator} on {key}")
    if value is None:
        return if_exists or negated
    return any(test(value, one) for one in wanted) != negated


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

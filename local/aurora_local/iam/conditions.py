"""The Condition block: every operator of IAM, with IfExists, ForAllValues and ForAnyValue.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

import base64
import datetime
import ipaddress
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .pattern import Lookup, Pattern
from .undecidable import Undecidable

Test = Callable[[str, Pattern, Lookup], bool]


def _equals(value: str, wanted: Pattern, lookup: Lookup) -> bool:
    return wanted.matches(value, lookup)


def _equals_ignoring_case(value: str, wanted: Pattern, lookup: Lookup) -> bool:
    lowered = Pattern(wanted.text.lower(), wanted.variables, wildcards=False)
    return lowered.matches(value.lower(), lambda key: [one.lower() for one in lookup(key) or []] or None)


def _arn(value: str, wanted: Pattern, lookup: Lookup) -> bool:
    return wanted.matches_arn(value, lookup)


def _bool(value: str, wanted: Pattern, _: Lookup) -> bool:
    return value.lower() == wanted.text.lower()


def _binary(value: str, wanted: Pattern, _: Lookup) -> bool:
    return base64.b64decode(value) == base64.b64decode(wanted.text)


def _address(value: str, wanted: Pattern, _: Lookup) -> bool:
    try:
        return ipaddress.ip_address(value) in ipaddress.ip_network(wanted.text, strict=False)
    except ValueError:
        return False


def _ordered(parse: Callable[[str], Any], compare: Callable[[Any, Any], bool]) -> Test:
    def test(value: str, wanted: Pattern, _: Lookup) -> bool:
        try:
            return compare(parse(value), parse(wanted.text))
        except ValueError:
            return False

    return test


def _moment(text: str) -> float:
    """ISO 8601, or seconds since 1970."""
    try:
        return float(text)
    except ValueError:
        moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp()


COMPARISONS = {
    "Equals": operator.eq,
    "LessThan": operator.lt,
    "LessThanEquals": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEquals": operator.ge,
}
TESTS: dict[str, Test] = {
    "StringEquals": _equals,
    "StringEqualsIgnoreCase": _equals_ignoring_case,
    "StringLike": _equals,
    "ArnEquals": _arn,
    "ArnLike": _arn,
    "Bool": _bool,
    "BinaryEquals": _binary,
    "IpAddress": _address,
    **{f"Numeric{name}": _ordered(float, compare) for name, compare in COMPARISONS.items()},
    **{f"Date{name}": _ordered(_moment, compare) for name, compare in COMPARISONS.items()},
}
NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
}
WITH_WILDCARDS = {"StringLike", "ArnEquals", "ArnLike"}


@dataclass(frozen=True)
class Condition:
    """One operator on one key; the values are alternatives."""

    test: Test | None
    negated: bool
    quantifier: str
    if_exists: bool
    key: str
    wanted: tuple[Pattern, ...]

    def met(self, lookup: Lookup) -> bool:
        values = lookup(self.key)
        if self.test is None:
            return (not values) == (self.wanted[0].text.lower() == "true")
        if not values:
            return self._met_by_absence()
        verdicts = (any(self.test(value, one, lookup) for one in self.wanted) for value in values)
        if self.quantifier == "ForAllValues":
            return all(verdict != self.negated for verdict in verdicts)
        if self.quantifier == "ForAnyValue":
            return any(verdict != self.negated for verdict in verdicts)
        return any(verdicts) != self.negated

    def _met_by_absence(self) -> bool:
        if self.if_exists or self.quantifier == "ForAllValues":
            return True
        return self.negated and not self.quantifier


def parse_conditions(block: Any, variables: bool) -> tuple[Condition, ...]:
    return tuple(
        _condition(name, key, values, variables)
        for name, keys in (block or {}).items()
        for key, values in keys.items()
    )


def _condition(name: str, key: str, values: Any, variables: bool) -> Condition:
    quantifier, _, rest = name.rpartition(":")
    base = rest.removesuffix("IfExists")
    positive = NEGATED.get(base, base)
    if quantifier not in ("", "ForAllValues", "ForAnyValue") or positive not in {*TESTS, "Null"}:
        raise Undecidable(f"there is no condition operator {name}")
    texts = [_text(one) for one in (values if isinstance(values, list) else [values])]
    wildcards = positive in WITH_WILDCARDS
    return Condition(
        test=TESTS.get(positive),
        negated=base in NEGATED,
        quantifier=quantifier,
        if_exists=rest.endswith("IfExists"),
        key=key.lower(),
        wanted=tuple(Pattern(text, variables, wildcards) for text in texts),
    )


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

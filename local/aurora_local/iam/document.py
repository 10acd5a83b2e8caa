"""A policy document, read once and kept: its statements, ready to be matched."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .conditions import Condition, parse_conditions
from .pattern import Lookup, Pattern
from .undecidable import Undecidable

ELEMENTS = {
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "Condition",
}
REMEMBERED = 4_096


@dataclass(frozen=True)
class Statement:
    """`principals` maps AWS, Service and so on to names; "*" stands as the AWS principal that it is."""

    allows: bool
    actions: tuple[Pattern, ...]
    all_but_actions: bool
    resources: tuple[Pattern, ...]
    all_but_resources: bool
    principals: tuple[tuple[str, str], ...]
    all_but_principals: bool
    conditions: tuple[Condition, ...]

    def covers(self, action: str, resource: str, lookup: Lookup) -> bool:
        """Whether it speaks of this action on this resource in this context, whoever asks."""
        lowered = _ascii_lower(action)
        if any(one.matches(lowered, _nothing) for one in self.actions) == self.all_but_actions:
            return False
        if any(one.matches_arn(resource, lookup) for one in self.resources) == self.all_but_resources:
            return False
        return all(one.met(lookup) for one in self.conditions)


@lru_cache(REMEMBERED)
def parse(text: str) -> tuple[Statement, ...]:
    """The statements of a document. Undecidable if IAM would not have taken it."""
    try:
        document = json.loads(text)
        variables = document.get("Version") == "2012-10-17"
        return tuple(_statement(one, variables) for one in _list(document["Statement"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Undecidable(f"this is no policy document ({error}): {text[:200]}") from error


def as_text(document: Any) -> str:
    return document if isinstance(document, str) else json.dumps(document)


def _statement(raw: dict[str, Any], variables: bool) -> Statement:
    unknown = set(raw) - ELEMENTS
    if unknown or raw["Effect"] not in ("Allow", "Deny"):
        raise ValueError(f"a statement with {sorted(unknown) or raw['Effect']}")
    if ("Action" in raw) == ("NotAction" in raw) or ("Resource" in raw and "NotResource" in raw):
        raise ValueError("a statement with both or neither of an element and its opposite")
    actions = _list(raw.get("Action", raw.get("NotAction")))
    # A trust policy has no Resource: it speaks of its role.
    resources = _list(raw.get("Resource", raw.get("NotResource", "*")))
    return Statement(
        allows=raw["Effect"] == "Allow",
        actions=tuple(Pattern(_ascii_lower(one)) for one in actions),
        all_but_actions="NotAction" in raw,
        resources=tuple(Pattern(one, variables) for one in resources),
        all_but_resources="NotResource" in raw,
        principals=tuple(_principals(raw.get("Principal", raw.get("NotPrincipal", {})))),
        all_but_principals="NotPrincipal" in raw,
        conditions=parse_conditions(raw.get("Condition"), variables),
    )


def _principals(raw: Any) -> list[tuple[str, str]]:
    if raw == "*":
        return [("AWS", "*")]
    return [(kind, name) for kind, names in raw.items() for name in _list(names)]


def _ascii_lower(text: str) -> str:
    """Action names know no other case: U+212A is not a k to IAM."""
    return "".join(chr(ord(one) + 32) if "A" <= one <= "Z" else one for one in text)


def _nothing(_: str) -> None:
    return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

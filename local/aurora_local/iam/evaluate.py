"""IAM's decision: a Deny anywhere wins, then something must allow, and nothing above it may hold back.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .document import parse
from .pattern import Lookup
from .principal import Kind, Named, Principal, named_by


@dataclass(frozen=True)
class ResourcePolicy:
    """What a resource says of its callers. `decisive`: without its word, nobody's own policies count.

    That is so for KMS keys and for the trust policies of roles.
    """

    account: str
    text: str | None = None
    decisive: bool = False


@dataclass(frozen=True)
class Decision:
    """`why` is the end of AWS's sentence; `{action}` stands for the action."""

    allowed: bool
    why: str = ""


ALLOWED = Decision(True)


def decide(
    who: Principal, action: str, resource: str, lookup: Lookup, policy: ResourcePolicy | None = None
) -> Decision:
    policy = policy or ResourcePolicy(who.account)
    own = [("an identity-based policy", text) for text in who.identity]
    own += [("a permissions boundary", text) for text in _some(who.boundary)]
    own += [("a session policy", text) for text in who.session or ()]
    for name, text in own:
        if _says(text, False, action, resource, lookup):
            return Decision(False, f"with an explicit deny in {name}")
    if _named(policy.text, who, False, action, resource, lookup) is not Named.NOT:
        return Decision(False, "with an explicit deny in a resource-based policy")
    granted = _named(policy.text, who, True, action, resource, lookup)
    if who.kind is Kind.SERVICE:
        return ALLOWED if granted.value >= Named.BROADLY.value else _missing("resource-based policy")
    return _allowed(who, action, resource, lookup, policy, granted)


def _allowed(
    who: Principal, action: str, resource: str, lookup: Lookup, policy: ResourcePolicy, granted: Named
) -> Decision:
    abroad = policy.account != who.account
    if (abroad or policy.decisive) and granted is Named.NOT:
        return _missing("resource-based policy")
    if who.kind is Kind.ROOT:
        return ALLOWED
    if granted is Named.EXACTLY and not abroad:
        return ALLOWED
    own = any(_says(text, True, action, resource, lookup) for text in who.identity)
    if not own and (abroad or granted is not Named.BROADLY):
        return _missing("identity-based policy")
    if who.boundary is not None and not _says(who.boundary, True, action, resource, lookup):
        return _missing("permissions boundary")
    if who.session is not None and not any(
        _says(text, True, action, resource, lookup) for text in who.session
    ):
        return _missing("session policy")
    return ALLOWED


def _says(text: str, allows: bool, action: str, resource: str, lookup: Lookup) -> bool:
    return any(one.allows == allows and one.covers(action, resource, lookup) for one in parse(text))


def _named(
    text: str | None, who: Principal, allows: bool, action: str, resource: str, lookup: Lookup
) -> Named:
    """How the statements of this effect that cover the call name the caller, by the closest of them."""
    names: Iterable[Named] = (
        named_by(one, who)
        for one in (parse(text) if text else ())
        if one.allows == allows and one.covers(action, resource, lookup)
    )
    return max(names, key=lambda one: one.value, default=Named.NOT)


def _missing(layer: str) -> Decision:
    return Decision(False, f"because no {layer} allows the {{action}} action")


def _some(text: str | None) -> list[str]:
    return [] if text is None else [text]

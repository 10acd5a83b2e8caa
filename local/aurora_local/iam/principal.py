"""Who asks, as policies see it: the policies it carries and the names by which others may call it."""

from dataclasses import dataclass, field
from enum import Enum

from .document import Statement


class Kind(Enum):
    ROOT = "Root"
    USER = "User"
    ROLE = "AssumedRole"
    SERVICE = "Service"


class Named(Enum):
    """How a Principal element names somebody, from not at all to exactly.

    ACCOUNT hands the decision to the account's own policies. BROADLY (its role, or everybody) grants, within
    the caller's boundary and session policy. EXACTLY (the user or the session itself) grants past them.
    """

    NOT = 0
    ACCOUNT = 1
    BROADLY = 2
    EXACTLY = 3


@dataclass(frozen=True)
class Principal:
    """`arn` is a user's or a role's; `session_arn` is what a role's session goes by."""

    kind: Kind
    account: str
    arn: str
    session_arn: str = ""
    unique_id: str = ""
    identity: tuple[str, ...] = ()
    boundary: str | None = None
    session: tuple[str, ...] | None = None
    keys: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def caller_arn(self) -> str:
        return self.session_arn or self.arn


def service(name: str, account: str) -> Principal:
    return Principal(Kind.SERVICE, account, name)


def named_by(statement: Statement, who: Principal) -> Named:
    found = max(
        (_named(kind, name, who) for kind, name in statement.principals),
        key=lambda one: one.value,
        default=Named.NOT,
    )
    if not statement.all_but_principals:
        return found
    return Named.NOT if found is not Named.NOT else Named.BROADLY


def _named(kind: str, name: str, who: Principal) -> Named:
    if kind == "AWS" and name == "*":
        return Named.BROADLY
    if who.kind is Kind.SERVICE:
        return Named.EXACTLY if kind == "Service" and name == who.arn else Named.NOT
    if kind != "AWS":
        return Named.NOT
    if name in (who.account, f"arn:aws:iam::{who.account}:root"):
        return Named.ACCOUNT
    if name == who.session_arn or (who.kind is Kind.USER and name in (who.arn, who.unique_id)):
        return Named.EXACTLY
    return Named.BROADLY if name in (who.arn, who.unique_id) else Named.NOT

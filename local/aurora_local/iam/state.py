"""What moto holds of callers and resources: who has which key, and whose policy says what."""

from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends
from moto.sts.models import sts_backends

from .document import as_text
from .evaluate import ResourcePolicy
from .principal import Kind, Principal
from .undecidable import Undecidable

PARTITION = "aws"
ROOT_KEY = "AKIAROOTOFTHEACCOUNT"


def principal_of(access_key: str, default_account: str) -> Principal | None:
    """Who holds the key: a role's session, a user, the root user; nobody for a key that does not exist."""
    if access_key == ROOT_KEY:
        return Principal(Kind.ROOT, default_account, f"arn:{PARTITION}:iam::{default_account}:root")
    for account in [*sts_backends]:
        session = sts_backends[account][PARTITION].get_assumed_role_from_access_key(access_key)
        if session:
            return _session(session)
    for account in [*iam_backends]:
        for user in [*iam_backends[account][PARTITION].users.values()]:
            if any(one.access_key_id == access_key and one.status == "Active" for one in user.access_keys):
                return _user(iam_backends[account][PARTITION], user, account)
    return None


def role_principal(account: str, role_arn: str, session_name: str = "local") -> Principal:
    """A role as a service that works in its name sees it."""
    role = iam_backends[account][PARTITION].get_role_by_arn(role_arn)
    session_arn = f"arn:{PARTITION}:sts::{account}:assumed-role/{role.name}/{session_name}"
    return Principal(
        Kind.ROLE,
        account,
        role.arn,
        session_arn,
        role.id,
        _policies(role),
        _boundary(account, role.permissions_boundary_arn),
        keys={"aws:userid": f"{role.id}:{session_name}"},
    )


def _session(session: Any) -> Principal:
    try:
        who = role_principal(session.account_id, session.role_arn, session.session_name)
    except Exception:  # moto lets sessions of roles exist that do not, or no longer
        return Principal(Kind.ROLE, session.account_id, session.role_arn, session.arn)
    issued = session.access_key.create_date.strftime("%Y-%m-%dT%H:%M:%SZ")
    keys = {**who.keys, "aws:tokenissuetime": issued, **getattr(session, "keys", {})}
    policies = (as_text(session.policy),) if session.policy else None
    return Principal(
        who.kind, who.account, who.arn, session.arn, who.unique_id, who.identity, who.boundary, policies, keys
    )


def _user(backend: Any, user: Any, account: str) -> Principal:
    groups = [group for group in [*backend.groups.values()] if user in group.users]
    own = [text for one in [user, *groups] for text in _policies(one)]
    return Principal(Kind.USER, account, user.arn, unique_id=user.id, identity=tuple(own))


def user_principal(account: str, name: str) -> Principal | None:
    backend = iam_backends[account][PARTITION]
    user = backend.users.get(name)
    return _user(backend, user, account) if user else None


def _policies(holder: Any) -> tuple[str, ...]:
    managed = [_default(policy) for policy in [*holder.managed_policies.values()]]
    return tuple([as_text(one) for one in [*holder.policies.values()]] + managed)


def _default(policy: Any) -> str:
    found = next(one for one in policy.versions if one.version_id == policy.default_version_id)
    return as_text(found.document)


def _boundary(account: str, arn: str | None) -> str | None:
    if not arn:
        return None
    policy = iam_backends[account][PARTITION].managed_policies.get(arn)
    if policy is None:
        raise Undecidable(f"the permissions boundary {arn} does not exist")
    return _default(policy)


def boundary_arn(account: str, role: str | None, user: str | None) -> str | None:
    made = iam_backends[account][PARTITION]
    holder = next((one for one in [*made.roles.values()] if one.name == role), None) or made.users.get(user)
    return getattr(holder, "permissions_boundary_arn", None)


def resource_policy(action: str, arn: str, caller: str) -> ResourcePolicy:
    """The policy of the resource, if its type has one. A table's is its indexes', too."""
    parts = arn.split(":", 5)
    if len(parts) < 6:
        return ResourcePolicy(caller)
    account, region, service = parts[4] or caller, parts[3], parts[2]
    if account == PARTITION:  # AWS's own policies are part of every account
        account = caller
    if action in ("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"):
        return ResourcePolicy(account, _trust(account, arn), decisive=True)
    reader = READERS.get(service)
    text = reader(account, region, parts[5]) if reader else None
    return ResourcePolicy(account, text, decisive=service == "kms" and parts[5].startswith("key/"))


def _trust(account: str, arn: str) -> str | None:
    roles = [one for one in [*iam_backends[account][PARTITION].roles.values()] if one.arn == arn]
    return as_text(roles[0].assume_role_policy_document) if roles else None


def _queue(account: str, region: str, name: str) -> str | None:
    queue = sqs_backends[account][region].queues.get(name)
    return queue.policy if queue else None


def _topic(account: str, region: str, name: str) -> str | None:
    topic = sns_backends[account][region].topics.get(f"arn:{PARTITION}:sns:{region}:{account}:{name}")
    return topic.policy if topic else None


def _key(account: str, region: str, name: str) -> str | None:
    key = kms_backends[account][region].keys.get(name.removeprefix("key/"))
    return as_text(key.policy) if key else None


def _table(account: str, region: str, name: str) -> str | None:
    table = "/".join(name.split("/")[:2])
    arn = f"arn:{PARTITION}:dynamodb:{region}:{account}:{table}"
    found = dynamodb_backends[account][region].resource_policies.get(arn)
    return as_text(found.policy_doc) if found else None


def _secret(account: str, region: str, name: str) -> str | None:
    from moto.secretsmanager.models import secretsmanager_backends

    made = secretsmanager_backends[account][region].secrets
    secret = next((one for one in [*made.values()] if one.arn.endswith(f":{name}")), None)
    return as_text(secret.policy) if secret and secret.policy else None


READERS = {
    "sqs": _queue,
    "sns": _topic,
    "kms": _key,
    "dynamodb": _table,
    "secretsmanager": _secret,
}


def key_of(service: str, arn: str) -> str | None:
    """The customer managed key of a queue or a topic. AWS's own keys let everybody through who may send."""
    _, _, _, region, account, name = arn.split(":", 5)
    if service == "sqs":
        made = sqs_backends[account][region].queues.get(name)
    else:
        made = sns_backends[account][region].topics.get(arn)
    key = getattr(made, "kms_master_key_id", None)
    return None if not key or "alias/aws/" in key else key

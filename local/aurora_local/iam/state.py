"""What moto holds: the policies of callers and of resources, tags, and what else conditions ask for."""

from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.rds.models import rds_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends
from moto.sts.models import sts_backends

from .call import ApiCall
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


def tags_of(call: ApiCall, arn: str) -> dict[str, list[str]]:
    """The tags of a resource, with keys in small letters: condition keys have no case."""
    service = arn.split(":")[2] if arn.startswith("arn:") else ""
    if service not in TAGS:
        raise Undecidable(f"the local AWS does not read the tags of {arn or 'this resource'}")
    return {str(key).lower(): [str(value)] for key, value in TAGS[service](call, arn).items()}


def _rds_tags(call: ApiCall, arn: str) -> dict[str, str]:
    try:
        return _pairs(rds_backends[call.account][call.region].list_tags_for_resource(arn))
    except Exception:  # a resource that is not there has no tags
        return {}


def _ec2_tags(call: ApiCall, arn: str) -> dict[str, str]:
    return _pairs(
        [
            {"Key": one["key"], "Value": one["value"]}
            for one in ec2_backends[call.account][call.region].describe_tags(
                {"resource-id": [arn.rsplit("/", 1)[-1]]}
            )
        ]
    )


def _iam_tags(call: ApiCall, arn: str) -> dict[str, str]:
    made = iam_backends[call.account][PARTITION]
    holders = [*made.roles.values(), *made.users.values(), *made.managed_policies.values()]
    found = next((one for one in holders if one.arn == arn), None)
    if found is None:
        return {}
    if arn.split(":", 5)[5].startswith("user/"):
        return _pairs(made.tagger.list_tags_for_resource(arn).get("Tags", []))
    return _pairs(found.tags.values())


def _sqs_tags(call: ApiCall, arn: str) -> dict[str, str]:
    queue = sqs_backends[call.account][call.region].queues.get(arn.rsplit(":", 1)[-1])
    return queue.tags if queue else {}


def _pairs(tags: Any) -> dict[str, str]:
    return {one["Key"]: one["Value"] for one in tags}


TAGS = {"rds": _rds_tags, "ec2": _ec2_tags, "iam": _iam_tags, "sqs": _sqs_tags}


def vpc_of(call: ApiCall, arn: str) -> list[str] | None:
    """The VPC of a security group, a subnet, a route table or a network ACL, as an ARN."""
    backend = ec2_backends[call.account][call.region]
    kind, _, name = arn.split(":", 5)[-1].partition("/")
    if kind == "security-group":
        found = backend.get_security_group_from_id(name)
    elif kind == "subnet":
        found = next((zone[name] for zone in backend.subnets.values() if name in zone), None)
    elif kind == "route-table":
        found = backend.route_tables.get(name)
    elif kind == "network-acl":
        found = backend.network_acls.get(name)
    else:
        raise Undecidable(f"the local AWS does not know the VPC of {arn}")
    return [f"arn:{PARTITION}:ec2:{call.region}:{call.account}:vpc/{found.vpc_id}"] if found else None

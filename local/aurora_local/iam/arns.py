"""From a name in a call to the ARN that policies speak of; some names have to be looked up first."""

from collections.abc import Callable
from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.rds.models import rds_backends

from .call import ApiCall
from .catalogue import arn_template

PARTITION = "aws"


def arn_of(call: ApiCall, prefix: str, kind: str, name: str) -> str:
    """`name` may be the ARN already; "*" stands for all of the type."""
    if name.startswith("arn:"):
        return LOOKED_UP[prefix, kind](call, name) if (prefix, kind) in ARNS_TOO else name
    found = LOOKED_UP.get((prefix, kind))
    return found(call, name) if found and name != "*" else filled(call, prefix, kind, name)


def filled(call: ApiCall, prefix: str, kind: str, name: str) -> str:
    """The type's ARN with the name in it, and with wildcards where the type has further parts."""
    text = arn_template(prefix, kind).replace("${Partition}", PARTITION)
    text = text.replace("${Region}", call.region).replace("${Account}", call.account)
    before, _, rest = text.partition("${")
    after = rest.partition("}")[2]
    while "${" in after:
        left, _, right = after.partition("${")
        after = left + "*" + right.partition("}")[2]
    return before + name + after


def _iam(kind: str, collection: str) -> Callable[[ApiCall, str], str]:
    def arn(call: ApiCall, name: str) -> str:
        made = getattr(iam_backends[call.account][PARTITION], collection)
        found = next((one for one in [*made.values()] if one.name == name), None)
        path = str(call.params.get("Path") or "/").strip("/")
        return found.arn if found else filled(call, "iam", kind, f"{path}/{name}".strip("/"))

    return arn


def _key(call: ApiCall, name: str) -> str:
    backend = kms_backends[call.account][call.region]
    try:
        return backend.describe_key(backend.any_id_to_key_id(name)).arn
    except Exception:  # moto has several ways of not finding a key
        return name if name.startswith("arn:") else filled(call, "kms", "key", name)


def _alias(call: ApiCall, name: str) -> str:
    return filled(call, "kms", "alias", name.removeprefix("alias/"))


def _queue(call: ApiCall, name: str) -> str:
    """A URL's path is /account/name."""
    parts = name.rstrip("/").split("/")
    account = parts[-2] if len(parts) > 1 else call.account
    return f"arn:{PARTITION}:sqs:{call.region}:{account}:{parts[-1]}"


def _topic(call: ApiCall, name: str) -> str:
    """A subscription's ARN is its topic's and one part more."""
    if not name.startswith("arn:"):
        return filled(call, "sns", "topic", name)
    return ":".join(name.split(":")[:6])


def _index(call: ApiCall, name: str) -> str:
    return f"{table_arn(call, call.params['TableName'])}/index/{name}"


def table_arn(call: ApiCall, name: str) -> str:
    return name if name.startswith("arn:") else filled(call, "dynamodb", "table", name)


def _parameter(call: ApiCall, name: str) -> str:
    return filled(call, "ssm", "parameter", name.lstrip("/"))


def _log_group(call: ApiCall, name: str) -> str:
    return filled(call, "logs", "log-group", name) + ":log-stream:"


def _log_stream(call: ApiCall, name: str) -> str:
    return _log_group(call, call.params.get("logGroupName", "*")) + name


def _function(call: ApiCall, name: str) -> str:
    qualifier = call.params.get("Qualifier")
    plain = name if name.startswith("arn:") else filled(call, "lambda", "function", name)
    return f"{plain}:{qualifier}" if qualifier else plain


def _rule(call: ApiCall, name: str) -> str:
    bus = str(call.params.get("EventBusName") or "default").rsplit("/", 1)[-1]
    return filled(call, "events", "rule-on-default-event-bus", name if bus == "default" else f"{bus}/{name}")


def _proxy(kind: str) -> Callable[[ApiCall, str], str]:
    """A proxy's ARN holds its id, not its name."""

    def arn(call: ApiCall, name: str) -> str:
        proxies: Any = getattr(rds_backends[call.account][call.region], "db_proxies", {})
        proxy = proxies.get(call.params.get("DBProxyName", name))
        found = getattr(proxy, "arn", None) if kind == "proxy" else None
        return found or filled(call, "rds", kind, "*" if proxy is None else name)

    return arn


def group_of_name(call: ApiCall, name: str) -> str | None:
    """The id of a security group that an EC2 call names by its name."""
    groups = ec2_backends[call.account][call.region].describe_security_groups(groupnames=[name])
    return groups[0].id if groups else None


LOOKED_UP: dict[tuple[str, str], Callable[[ApiCall, str], str]] = {
    ("iam", "role"): _iam("role", "roles"),
    ("iam", "user"): _iam("user", "users"),
    ("iam", "group"): _iam("group", "groups"),
    ("iam", "policy"): _iam("policy", "managed_policies"),
    ("iam", "instance-profile"): _iam("instance-profile", "instance_profiles"),
    ("kms", "key"): _key,
    ("kms", "alias"): _alias,
    ("sqs", "queue"): _queue,
    ("sns", "topic"): _topic,
    ("dynamodb", "index"): _index,
    ("ssm", "parameter"): _parameter,
    ("logs", "log-group"): _log_group,
    ("logs", "log-stream"): _log_stream,
    ("lambda", "function"): _function,
    ("events", "rule-on-default-event-bus"): _rule,
    ("s3", "object"): lambda call, name: f"arn:{PARTITION}:s3:::{name}",
    ("rds", "proxy"): _proxy("proxy"),
    ("rds", "proxy-endpoint"): _proxy("proxy-endpoint"),
    ("rds", "target-group"): _proxy("target-group"),
}
# An ARN in these places is not yet the one that policies speak of.
ARNS_TOO = {("kms", "key"), ("sns", "topic"), ("lambda", "function")}

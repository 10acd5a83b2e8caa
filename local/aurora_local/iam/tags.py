"""What conditions ask of a resource itself: its tags, and the VPC that it is in."""

from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.rds.models import rds_backends
from moto.sqs.models import sqs_backends

from .arns import PARTITION
from .call import ApiCall
from .undecidable import Undecidable


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

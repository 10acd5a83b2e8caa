"""Records that AWS wrote, made into API calls and recorded again: the same keys must come out."""

from collections import Counter

import pytest
from botocore.serialize import create_serializer
from moto.core.utils import get_service_model

from aurora_local import record
from aurora_local.record import ec2, query

# Records compared, and those that came out with exactly the same key paths. The misses: a record of 2021,
# before RDS wrote allowEngineModeChange; two iam records whose requests their publishers replaced; in EC2
# all of RunInstances, which has a dialect of its own, user data, two of the oldest records and a wrapper
# that AWS abbreviates.
RATES = {"rds": (18, 17), "iam": (28, 26), "ec2": (38, 21)}
SECURITY_GROUPS = (8, 7)


def paths(value, prefix=""):
    if isinstance(value, dict):
        return {prefix} | {path for key, item in value.items() for path in paths(item, f"{prefix}.{key}")}
    if isinstance(value, list):
        return {prefix + "[]"} | {path for item in value for path in paths(item, f"{prefix}[]")}
    return {prefix}


def as_members(shape, value):
    """Keys as the API names them; keys that the model does not know are left out."""
    if shape.type_name == "structure":
        names = {query.lower_first(name): name for name in shape.members}
        return {
            names[key]: as_members(shape.members[names[key]], item)
            for key, item in value.items()
            if key in names
        }
    if shape.type_name == "list":
        return [as_members(shape.member, item) for item in value]
    return value


def as_ec2_members(operation, shape, value):
    if shape.type_name == "structure" and not isinstance(value, dict):
        return {"Value": value}
    if shape.type_name == "structure":
        members = {}
        renamed = {new: old for old, new in ec2.RENAMED.get(operation, {}).items()}
        for name, member in shape.members.items():
            classic = query.lower_first(member.serialization.get("name", name))
            if member.type_name == "list":
                classic = ec2.LIST_NAMES.get(name, classic)
            for key, item in value.items():
                if renamed.get(key, key) == classic and item != {}:
                    members[name] = as_ec2_members(operation, member, item)
        return members
    if shape.type_name == "list":
        items = value["items"] if isinstance(value, dict) else value
        if shape.member.type_name != "structure":
            items = [next(iter(item.values())) if isinstance(item, dict) else item for item in items]
        return [as_ec2_members(operation, shape.member, item) for item in items]
    if shape.type_name == "integer":
        return int(value)
    return value


def as_wrapped_members(shape, value):
    if shape.type_name == "structure":
        members = {}
        for name, member in shape.members.items():
            wire = member.serialization.get("queryName") or member.serialization.get("name", name)
            wire = wire[:1].upper() + wire[1:]
            if wire in value:
                members[name] = as_wrapped_members(member, value[wire])
        return members
    if shape.type_name == "list":
        items = value if isinstance(value, list) else [value]
        items = [item.get("content", item) if isinstance(item, dict) else item for item in items]
        return [as_wrapped_members(shape.member, item) for item in items]
    return value


def recorded(service, operation, parameters):
    """The request of a record, sent through the service's own serialiser and the recorder."""
    shape = operation.input_shape
    if service != "ec2":
        members = as_members(shape, parameters)
    elif operation.name in ec2.WRAPPED:
        members = as_wrapped_members(shape, parameters.get(f"{operation.name}Request", {}))
    else:
        members = as_ec2_members(operation.name, shape, parameters)
    serializer = create_serializer("ec2" if service == "ec2" else "query", include_validation=False)
    body = serializer.serialize_to_request(members, operation)["body"]
    form = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in body.items()}
    if service == "ec2":
        return ec2.request_parameters(operation, form)
    return query.request_parameters(service, operation, form)


def comparable(records, service, name_part=""):
    model = get_service_model(service)
    for one in records:
        if (
            one["eventSource"] == f"{service}.amazonaws.com"
            and name_part in one["eventName"]
            and not one["eventName"].startswith(record.READS)
            and isinstance(one.get("requestParameters"), dict)
        ):
            yield one, model.operation_model(one["eventName"])


def rate(records, service, name_part=""):
    compared, missed = 0, Counter()
    for one, operation in comparable(records, service, name_part):
        compared += 1
        if paths(recorded(service, operation, one["requestParameters"])) != paths(one["requestParameters"]):
            missed[one["eventName"]] += 1
    return (compared, compared - missed.total()), f"not the same: {dict(missed)}"


@pytest.mark.parametrize("service", RATES)
def test_requests_come_out_with_the_keys_that_aws_wrote(service, captured):
    found, missed = rate(captured(RATES[service][0]), service)

    assert found == RATES[service], missed


def test_security_group_calls_come_out_but_for_one_of_2017(captured):
    found, missed = rate(captured(SECURITY_GROUPS[0]), "ec2", "SecurityGroup")

    assert found == SECURITY_GROUPS, missed

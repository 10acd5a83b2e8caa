"""Does what the template says really stand? Moto's habit is to drop what it does not know and report success.

Each property of each resource is compared with the state that was made, or stands in `properties.py` as
taken or as harmlessly dropped. Any other property is a failure.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from moto.cloudformation import parsing
from moto.dynamodb.models import dynamodb_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from ..dispatch import may_send, queue_of
from ..iam import allows_service
from .properties import DROPPED, TAKEN


def verify(template: dict[str, Any], stack: Any, account_id: str, region: str) -> tuple[list[str], list[str]]:
    """What is wrong, and what is known to be dropped."""
    problems: list[str] = []
    dropped: list[str] = []
    conditions = stack.resource_map.lazy_condition_map
    for name, resource in template["Resources"].items():
        if "Condition" in resource and not conditions[resource["Condition"]]:
            continue
        properties = parsing.clean_json(resource.get("Properties", {}), stack.resource_map)
        checks = CHECKS.get(resource["Type"], {})
        state = _State(stack.resource_map[name], properties, account_id, region)
        for key, wanted in properties.items():
            label = f"{name}.{key}"
            if key in checks:
                problems += [f"{label}: {text}" for text in _differences(checks[key], state, wanted)]
            elif key in DROPPED.get(resource["Type"], {}):
                dropped.append(f"{label}: {DROPPED[resource['Type']][key]}")
            elif key not in TAKEN.get(resource["Type"], set()):
                problems.append(f"{label} ({resource['Type']}): the local AWS does not know this property")
    return problems, dropped


class _State:
    """A resource that moto made, and where to look for what hangs on it."""

    def __init__(self, made: Any, properties: dict[str, Any], account_id: str, region: str) -> None:
        self.made = made
        self.properties = properties
        self.account_id = account_id
        self.region = region


def _differences(check: Callable[[_State, Any], Any], state: _State, wanted: Any) -> Iterator[str]:
    try:
        found = check(state, wanted)
    except Exception as error:  # a check that cannot look has not seen that all is well
        yield f"could not be checked: {type(error).__name__}: {error}"
        return
    if _plain(found) != _plain(wanted):
        yield f"wanted {_short(wanted)}, found {_short(found)}"


def _plain(value: Any) -> Any:
    """Comparable: CloudFormation writes numbers and booleans as text or not, as it likes."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    return str(value).lower() if isinstance(value, bool | int | float) else value


def _short(value: Any) -> str:
    return json.dumps(value, default=str)[:400]


def _attribute(name: str) -> Callable[[_State, Any], Any]:
    return lambda state, wanted: getattr(state.made, name)


def _redrive(state: _State, wanted: dict[str, Any]) -> Any:
    policy = state.made.redrive_policy
    return {key: policy[key] for key in wanted}


def _queue_policies(state: _State, wanted: Any) -> list[str]:
    backend = sqs_backends[state.account_id][state.region]
    return [url for url in wanted if backend.get_queue(url.rsplit("/", 1)[-1]).policy]


def _policy_of_queues(state: _State, wanted: Any) -> Any:
    backend = sqs_backends[state.account_id][state.region]
    names = [url.rsplit("/", 1)[-1] for url in state.properties["Queues"]]
    return _common(wanted, [json.loads(backend.get_queue(name).policy) for name in names])


def _policy_of_topics(state: _State, wanted: Any) -> Any:
    backend = sns_backends[state.account_id][state.region]
    return _common(wanted, [json.loads(backend.get_topic(arn).policy) for arn in state.properties["Topics"]])


def _common(wanted: Any, found: list[Any]) -> Any:
    """What is wanted if all that was found is that; else the first that is not."""
    return next((one for one in found if _plain(one) != _plain(wanted)), wanted)


def _topics(state: _State, wanted: Any) -> list[str]:
    return [arn for arn in wanted if arn in sns_backends[state.account_id][state.region].topics]


def _targets(state: _State, wanted: list[dict[str, Any]]) -> Any:
    if not state.made.event_pattern.get_pattern():
        return state.made.targets
    for target in state.made.targets:
        if not may_send(state.account_id, state.made, target["Arn"]):
            return (
                f"the policy of {target['Arn']} does not let events.amazonaws.com send for {state.made.arn}"
            )
        if not _key_lets_events(state, target["Arn"]):
            return f"the key of {target['Arn']} does not let events.amazonaws.com encrypt"
        dead_letters = target.get("DeadLetterConfig", {}).get("Arn")
        if dead_letters and not may_send(state.account_id, state.made, dead_letters):
            return f"the policy of {dead_letters} does not let events.amazonaws.com send"
    return state.made.targets


def _key_lets_events(state: _State, queue_arn: str) -> bool:
    key_id = queue_of(state.account_id, queue_arn).kms_master_key_id
    if not key_id or key_id.startswith("alias/aws/"):
        return True
    backend = kms_backends[state.account_id][state.region]
    key = backend.describe_key(backend.any_id_to_key_id(key_id))
    context = {"aws:SourceAccount": state.account_id, "aws:SourceArn": state.made.arn}
    return all(
        allows_service(key.policy, "events.amazonaws.com", action, key.arn, context)
        for action in ("kms:GenerateDataKey", "kms:Decrypt")
    )


def _inline_policies(state: _State, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The role's own inline policies; those of AWS::IAM::Policy stand beside them on the same role."""
    stored = state.made.policies
    names = [policy["PolicyName"] for policy in wanted if policy["PolicyName"] in stored]
    return [{"PolicyName": name, "PolicyDocument": json.loads(stored[name])} for name in names]


def _inline_on_roles(state: _State, wanted: Any) -> Any:
    """An AWS::IAM::Policy stands on each of its roles, as JSON."""
    backend = iam_backends[state.account_id]["aws"]
    roles = [backend.get_role(name) for name in state.properties["Roles"]]
    return _common(wanted, [json.loads(role.policies[state.made.policy_name]) for role in roles])


def _ttl(state: _State, wanted: Any) -> Any:
    ttl = state.made.ttl
    return {"AttributeName": ttl.get("AttributeName"), "Enabled": ttl["TimeToLiveStatus"] == "ENABLED"}


def _recovery(state: _State, wanted: Any) -> Any:
    described = dynamodb_backends[state.account_id][state.region].describe_continuous_backups(state.made.name)
    status = described["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    return {**wanted, "PointInTimeRecoveryEnabled": status == "ENABLED"}


def _table_policy(state: _State, wanted: Any) -> Any:
    backend = dynamodb_backends[state.account_id][state.region]
    return {"PolicyDocument": json.loads(backend.get_resource_policy(state.made.table_arn).policy_doc)}


def _json_attribute(name: str) -> Callable[[_State, Any], Any]:
    def read(state: _State, wanted: Any) -> Any:
        value = getattr(state.made, name)
        return json.loads(value) if isinstance(value, str) else value

    return read


CHECKS: dict[str, dict[str, Callable[[_State, Any], Any]]] = {
    "AWS::SQS::Queue": {
        "VisibilityTimeout": _attribute("visibility_timeout"),
        "MessageRetentionPeriod": _attribute("message_retention_period"),
        "DelaySeconds": _attribute("delay_seconds"),
        "ReceiveMessageWaitTimeSeconds": _attribute("receive_message_wait_time_seconds"),
        "MaximumMessageSize": _attribute("maximum_message_size"),
        "KmsMasterKeyId": _attribute("kms_master_key_id"),
        "KmsDataKeyReusePeriodSeconds": _attribute("kms_data_key_reuse_period_seconds"),
        "RedrivePolicy": _redrive,
    },
    "AWS::SQS::QueuePolicy": {"Queues": _queue_policies, "PolicyDocument": _policy_of_queues},
    "AWS::SNS::TopicPolicy": {"Topics": _topics, "PolicyDocument": _policy_of_topics},
    "AWS::SNS::Topic": {"KmsMasterKeyId": _attribute("kms_master_key_id")},
    "AWS::Events::Rule": {
        "EventPattern": lambda state, wanted: state.made.event_pattern.get_pattern(),
        "State": _attribute("state"),
        "Targets": _targets,
    },
    "AWS::IAM::Role": {
        "AssumeRolePolicyDocument": _json_attribute("assume_role_policy_document"),
        "Policies": _inline_policies,
        "ManagedPolicyArns": lambda state, wanted: [*state.made.managed_policies],
        "PermissionsBoundary": _attribute("permissions_boundary_arn"),
    },
    "AWS::IAM::Policy": {
        "PolicyDocument": _inline_on_roles,
        "Roles": _attribute("role_names"),
    },
    "AWS::IAM::ManagedPolicy": {"PolicyDocument": lambda state, wanted: json.loads(state.made.document)},
    "AWS::Lambda::Function": {
        "Handler": _attribute("handler"),
        "Role": _attribute("role"),
        "Timeout": _attribute("timeout"),
        "MemorySize": _attribute("memory_size"),
        "Environment": lambda state, wanted: {"Variables": state.made.environment_vars},
    },
    "AWS::Lambda::EventSourceMapping": {
        "EventSourceArn": _attribute("event_source_arn"),
        "BatchSize": _attribute("batch_size"),
        "FunctionResponseTypes": _attribute("function_response_types"),
        "Enabled": _attribute("enabled"),
    },
    "AWS::DynamoDB::Table": {
        "KeySchema": _attribute("schema"),
        "TimeToLiveSpecification": _ttl,
        "PointInTimeRecoverySpecification": _recovery,
        "ResourcePolicy": _table_policy,
    },
    "AWS::KMS::Key": {"KeyPolicy": _json_attribute("policy")},
}

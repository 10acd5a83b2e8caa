"""The deployment: one stack, created in moto, and what the rest of the local AWS needs to know of it."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from moto.cloudformation.models import cloudformation_backends
from moto.cloudformation.parsing import clean_json, get_model_map

from . import template as sam
from .verify import verify

NAME = "aurora-guardrails"
# Types that moto lacks and that change nothing of what the guard does to an event. Said aloud, and left out.
NOT_HELD = {
    "AWS::Chatbot::SlackChannelConfiguration": "there is no chat here",
    "AWS::S3::BucketPolicy": "buckets' own policies are not asked here",
    "AWS::CloudWatch::CompositeAlarm": "alarms never fire here",
    "AWS::CloudWatch::AnomalyDetector": "alarms never fire here",
    "AWS::Logs::MetricFilter": "metrics are not counted here",
    "AWS::Lambda::EventInvokeConfig": "a failed asynchronous invocation is tried twice more, and given up",
    "AWS::Scheduler::Schedule": "schedules do not fire here",
    "AWS::Scheduler::ScheduleGroup": "schedules do not fire here",
}


class DeploymentError(Exception):
    """The stack is not what the template says; the message lists every point."""


@dataclass(frozen=True)
class Function:
    logical_id: str
    name: str
    arn: str
    role_arn: str
    handler: str
    timeout: int
    memory: int
    log_group: str
    environment: dict[str, str]


@dataclass(frozen=True)
class Mapping:
    queue_arn: str
    function: str
    batch_size: int
    partial: bool


@dataclass(frozen=True)
class DeployedStack:
    name: str
    region: str
    parameters: dict[str, str]
    outputs: dict[str, str]
    resources: dict[str, dict[str, str]]
    functions: list[Function]
    mappings: list[Mapping]
    differences: list[str] = field(default_factory=list)

    @property
    def role_arns(self) -> set[str]:
        return {function.role_arn for function in self.functions}


def deploy(path: Path, account_id: str, region: str, parameters: dict[str, str]) -> DeployedStack:
    """Create the stack and verify it, or fail with everything that is wrong."""

    source = sam.load(path)
    values = _parameters(source, parameters)
    template = sam.transform(source, account_id, region, values)
    differences = _leave_out(template) + _schedules(template)
    _refuse_unknown_types(template)
    try:
        stack = cloudformation_backends[account_id][region].create_stack(
            name=NAME, template=_as_json(template), parameters=values, notification_arns=[], tags={}
        )
    except Exception as error:  # moto raises whatever its models raise
        raise DeploymentError(f"the stack could not be created: {type(error).__name__}: {error}") from error
    if stack.status != "CREATE_COMPLETE":
        raise DeploymentError(f"the stack is {stack.status}: {stack.status_reason}")
    resources = {name: _physical(stack, name, resource) for name, resource in _created(template, stack)}
    problems, dropped = verify(template, stack, account_id, region)
    if problems:
        raise DeploymentError("the stack is not what the template says:\n  " + "\n  ".join(problems))
    return DeployedStack(
        name=NAME,
        region=region,
        parameters=values,
        outputs={one["OutputKey"]: str(one["OutputValue"]) for one in stack.outputs or []},
        resources=resources,
        functions=_functions(template, stack),
        mappings=_mappings(template, stack),
        differences=differences + dropped,
    )


def _parameters(template: dict[str, Any], given: dict[str, str]) -> dict[str, str]:
    declared = template.get("Parameters", {})
    unknown = sorted(set(given) - set(declared))
    if unknown:
        raise DeploymentError(f"the template has no parameters {unknown}; it has {sorted(declared)}")
    values = {name: spec["Default"] for name, spec in declared.items() if "Default" in spec} | given
    missing = sorted(set(declared) - set(values))
    if missing:
        raise DeploymentError(f"parameters without a value: {missing}; give them with --parameter NAME=VALUE")
    for name, value in values.items():
        allowed = declared[name].get("AllowedValues")
        if allowed and str(value) not in [str(one) for one in allowed]:
            raise DeploymentError(f"parameter {name} is {value!r}; allowed are {allowed}")
    return {name: str(value) for name, value in values.items()}


def _leave_out(template: dict[str, Any]) -> list[str]:
    told = []
    for name, resource in [*template["Resources"].items()]:
        if resource["Type"] in NOT_HELD:
            del template["Resources"][name]
            told.append(f"{name} ({resource['Type']}): {NOT_HELD[resource['Type']]}")
    return told


def _schedules(template: dict[str, Any]) -> list[str]:
    """Rules that fire by the clock are made, and never fire."""
    return [
        f"{name} (AWS::Events::Rule): schedules do not fire here; invoke its target yourself"
        for name, resource in template["Resources"].items()
        if resource.get("Properties", {}).get("ScheduleExpression")
    ]


def _refuse_unknown_types(template: dict[str, Any]) -> None:
    known = get_model_map()
    unknown = [
        f"{name} is a {resource['Type']}, which the local AWS does not have"
        for name, resource in template["Resources"].items()
        if resource["Type"] not in known
    ]
    if unknown:
        raise DeploymentError("; ".join(unknown))


def _as_json(template: dict[str, Any]) -> str:
    return json.dumps(template, default=str)


def _created(template: dict[str, Any], stack: Any) -> list[tuple[str, dict[str, Any]]]:
    conditions = stack.resource_map.lazy_condition_map
    return [
        (name, resource)
        for name, resource in template["Resources"].items()
        if "Condition" not in resource or conditions[resource["Condition"]]
    ]


def _physical(stack: Any, name: str, resource: dict[str, Any]) -> dict[str, str]:
    created = stack.resource_map[name]
    if created is None:
        raise DeploymentError(f"{name} ({resource['Type']}) was not created")
    return {"type": resource["Type"], "physicalId": str(created.physical_resource_id)}


def _functions(template: dict[str, Any], stack: Any) -> list[Function]:
    functions = []
    for name, resource in _created(template, stack):
        if resource["Type"] == "AWS::Lambda::Function":
            created = stack.resource_map[name]
            functions.append(
                Function(
                    logical_id=name,
                    name=created.function_name,
                    arn=created.function_arn,
                    role_arn=created.role,
                    handler=created.handler,
                    timeout=int(created.timeout),
                    memory=int(created.memory_size),
                    log_group=_log_group(resource, created, stack),
                    environment={key: str(value) for key, value in created.environment_vars.items()},
                )
            )
    return functions


def _log_group(resource: dict[str, Any], created: Any, stack: Any) -> str:
    config = clean_json(resource["Properties"].get("LoggingConfig", {}), stack.resource_map)
    return config.get("LogGroup") or f"/aws/lambda/{created.function_name}"


def _mappings(template: dict[str, Any], stack: Any) -> list[Mapping]:
    mappings = []
    for name, resource in _created(template, stack):
        if resource["Type"] == "AWS::Lambda::EventSourceMapping":
            created = stack.resource_map[name]
            mappings.append(
                Mapping(
                    queue_arn=created.event_source_arn,
                    function=created.function_arn.split(":function:")[1].split(":")[0],
                    batch_size=created.batch_size,
                    partial="ReportBatchItemFailures" in (created.function_response_types or []),
                )
            )
    return mappings

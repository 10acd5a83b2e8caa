"""Rules of a template: a target that the local AWS cannot serve is an error when the stack is made."""

from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.events.models import Rule


def install() -> None:
    stock_create = Rule.create_from_cloudformation_json.__func__

    def create(cls: Any, resource_name: str, cloudformation_json: Any, *args: Any, **kwargs: Any) -> Rule:
        properties = cloudformation_json["Properties"]
        if properties.get("EventPattern"):
            for target in properties.get("Targets") or []:
                check_target(resource_name, target)
            if properties.get("EventBusName", "default") != "default":
                raise ValidationError(message=f"rule {resource_name}: only the default bus is served")
        return stock_create(cls, resource_name, cloudformation_json, *args, **kwargs)

    Rule.create_from_cloudformation_json = classmethod(create)


def check_target(rule_name: str, target: dict[str, Any]) -> None:
    known = {"Id", "Arn", "DeadLetterConfig", "RetryPolicy"}
    if ":sqs:" not in target["Arn"] or target["Arn"].endswith(".fifo"):
        raise ValidationError(
            message=f"rule {rule_name}: only standard queues are served, not {target['Arn']}"
        )
    if set(target) - known:
        raise ValidationError(message=f"rule {rule_name}: target settings {sorted(set(target) - known)}")

"""AWS::CloudWatch::Alarm, which stock moto skips in silence. The alarm can be read; it never fires."""

from typing import Any

from moto.cloudwatch.models import Alarm, cloudwatch_backends
from moto.cloudwatch.utils import make_arn_for_alarm
from moto.core.common_models import CloudFormationModel

# Property of the template -> argument of moto's put_metric_alarm.
ARGUMENTS = {
    "Namespace": "namespace",
    "MetricName": "metric_name",
    "ComparisonOperator": "comparison_operator",
    "EvaluationPeriods": "evaluation_periods",
    "Period": "period",
    "Threshold": "threshold",
    "Statistic": "statistic",
    "AlarmDescription": "description",
    "Dimensions": "dimensions",
    "AlarmActions": "alarm_actions",
    "DatapointsToAlarm": "datapoints_to_alarm",
    "ExtendedStatistic": "extended_statistic",
    "OKActions": "ok_actions",
    "Unit": "unit",
    "TreatMissingData": "treat_missing_data",
    "Tags": "tags",
}


class TemplateAlarm(CloudFormationModel):
    def __init__(self, alarm: Alarm, arn: str) -> None:
        self.physical_resource_id = alarm.name
        self.arn = arn

    @staticmethod
    def cloudformation_name_type() -> str:
        return "AlarmName"

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::CloudWatch::Alarm"

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **_: Any
    ) -> "TemplateAlarm":
        properties = cloudformation_json["Properties"]
        arguments = {argument: properties.get(name) for name, argument in ARGUMENTS.items()}
        arguments["dimensions"] = arguments["dimensions"] or []
        arguments["alarm_actions"] = arguments["alarm_actions"] or []
        alarm = cloudwatch_backends[account_id][region_name].put_metric_alarm(name=resource_name, **arguments)
        return cls(alarm, make_arn_for_alarm(region_name, account_id, resource_name))

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr == "Arn"

    def get_cfn_attribute(self, attribute_name: str) -> str:
        if attribute_name != "Arn":
            raise NotImplementedError(f"attribute {attribute_name} of an alarm")
        return self.arn

    def is_created(self) -> bool:
        return True


def install() -> None:
    """Nothing more to do: a subclass of CloudFormationModel is known to moto once its module is loaded."""

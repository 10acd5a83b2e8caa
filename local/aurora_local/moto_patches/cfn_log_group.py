"""The ARN of a template's log group ends with `:*`, which takes its streams in: stock moto leaves that out.

A role whose policy names the group by this ARN could otherwise not write to it.
"""

from moto.logs.models import LogGroup


def install() -> None:
    stock_attribute = LogGroup.get_cfn_attribute

    def get_cfn_attribute(self: LogGroup, attribute_name: str) -> str:
        value = stock_attribute(self, attribute_name)
        return f"{value}:*" if attribute_name == "Arn" else value

    LogGroup.get_cfn_attribute = get_cfn_attribute

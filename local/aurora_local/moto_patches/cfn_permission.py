"""AWS::Lambda::Permission has a name, and names its function by ARN too.

Stock moto's has no physical id, and fails whoever lists the stack's resources.
"""

from typing import Any

from moto.awslambda.models import Permission

from .sns_functions import function_name


def install() -> None:
    stock_create = Permission.create_from_cloudformation_json.__func__

    def create(
        cls: Any, resource_name: str, cloudformation_json: Any, *args: Any, **kwargs: Any
    ) -> Permission:
        properties = {**cloudformation_json["Properties"]}
        if ":function:" in properties["FunctionName"]:
            properties["FunctionName"] = function_name(properties["FunctionName"])
        resource = {**cloudformation_json, "Properties": properties}
        permission = stock_create(cls, resource_name, resource, *args, **kwargs)
        permission.physical_resource_id = resource_name
        return permission

    Permission.create_from_cloudformation_json = classmethod(create)

"""Roles of a template: inline policies as JSON, and managed policies attached.

Stock moto stores an inline policy as Python's repr of it and ignores ManagedPolicyArns.
"""

import json
from typing import Any

from moto.iam.models import Role, iam_backends


def install() -> None:
    stock_create = Role.create_from_cloudformation_json.__func__

    def create(
        cls: Any, resource_name: str, cloudformation_json: Any, account_id: str, *args: Any, **kwargs: Any
    ):
        properties = {**cloudformation_json["Properties"]}
        properties["Policies"] = [
            {**policy, "PolicyDocument": json.dumps(policy["PolicyDocument"])}
            for policy in properties.get("Policies") or []
            if policy is not None
        ]
        resource = {**cloudformation_json, "Properties": properties}
        role = stock_create(cls, resource_name, resource, account_id, *args, **kwargs)
        for arn in properties.get("ManagedPolicyArns") or []:
            iam_backends[account_id]["aws"].attach_role_policy(arn, role.name)
        return role

    Role.create_from_cloudformation_json = classmethod(create)

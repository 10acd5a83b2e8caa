"""Tables of a template: time to live, point-in-time recovery and resource policy, which stock moto drops."""

import json
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table


def install() -> None:
    stock_create = Table.create_from_cloudformation_json.__func__

    def create(
        cls: Any,
        resource_name: str,
        cloudformation_json: Any,
        account_id: str,
        region_name: str,
        **kwargs: Any,
    ) -> Table:
        table = stock_create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        properties = cloudformation_json["Properties"]
        backend = dynamodb_backends[account_id][region_name]
        if properties.get("TimeToLiveSpecification"):
            ttl = {**properties["TimeToLiveSpecification"]}
            ttl["Enabled"] = str(ttl["Enabled"]).lower() == "true"
            backend.update_time_to_live(table.name, ttl)
        if properties.get("PointInTimeRecoverySpecification"):
            backend.update_continuous_backups(table.name, properties["PointInTimeRecoverySpecification"])
        if properties.get("ResourcePolicy"):
            policy = json.dumps(properties["ResourcePolicy"]["PolicyDocument"])
            backend.put_resource_policy(table.table_arn, policy, None)
        return table

    Table.create_from_cloudformation_json = classmethod(create)

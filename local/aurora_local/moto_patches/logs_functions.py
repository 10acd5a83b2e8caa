"""A log group's subscribed functions are invoked by the local AWS's runner, if their policy lets the group.

Stock moto would start them in Docker, and asks no policy.
"""

import base64
import gzip
import json
from fnmatch import fnmatchcase
from typing import Any

from moto.awslambda.models import LambdaBackend

from .observer import tell
from .sns_functions import function_name


def logs_event(account: str, filter_name: str, group: str, stream: str, events: Any) -> dict[str, Any]:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html"""
    data = {
        "messageType": "DATA_MESSAGE",
        "owner": account,
        "logGroup": group,
        "logStream": stream,
        "subscriptionFilters": [filter_name],
        "logEvents": events,
    }
    return {"awslogs": {"data": base64.b64encode(gzip.compress(json.dumps(data).encode())).decode()}}


def may_invoke(backend: LambdaBackend, function_arn: str, group_arn: str) -> bool:
    """Whether a permission of the function, as AddPermission writes them, lets the log group."""
    function = backend.get_function(function_name(function_arn))
    context = {"aws:sourcearn": group_arn, "aws:sourceaccount": backend.account_id}
    return any(
        statement["Effect"] == "Allow"
        and statement["Principal"] == {"Service": "logs.amazonaws.com"}
        and fnmatchcase("lambda:InvokeFunction", statement["Action"])
        and all(
            fnmatchcase(context.get(key.lower(), ""), wanted)
            for keys in statement.get("Condition", {}).values()
            for key, wanted in keys.items()
        )
        for statement in function.policy.statements
    )


def install() -> None:
    def send_log_event(
        self: LambdaBackend, function_arn: str, filter_name: str, group: str, stream: str, events: Any
    ) -> None:
        group_arn = f"arn:aws:logs:{self.region_name}:{self.account_id}:log-group:{group}:*"
        if not may_invoke(self, function_arn, group_arn):
            why = f"the policy of {function_arn} does not let {group_arn} invoke it"
            tell("undelivered", topic=group_arn, messageId=stream, why=why)
            return
        tell(
            "notification",
            topic=group_arn,
            function=function_name(function_arn),
            event=logs_event(self.account_id, filter_name, group, stream, events),
        )

    LambdaBackend.send_log_event = send_log_event

"""A topic's functions are invoked by the local AWS's runner, if their policy lets the topic.

Stock moto would start them in Docker, and asks no policy.
"""

import datetime
from fnmatch import fnmatchcase
from typing import Any

from moto.awslambda.utils import get_backend
from moto.sns.models import Subscription

from .observer import tell


def function_name(arn: str) -> str:
    """The function of an ARN, whatever its version or alias."""
    return arn.split(":function:")[1].split(":")[0]


def sns_event(
    subscription: Subscription, message: str, message_id: str, subject: str | None, attributes: Any
) -> dict[str, Any]:
    """https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html"""
    now = datetime.datetime.now(datetime.UTC)
    return {
        "Records": [
            {
                "EventSource": "aws:sns",
                "EventVersion": "1.0",
                "EventSubscriptionArn": subscription.arn,
                "Sns": {
                    "Type": "Notification",
                    "MessageId": message_id,
                    "TopicArn": subscription.topic.arn,
                    "Subject": subject,
                    "Message": message,
                    "Timestamp": now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03}Z",
                    "SignatureVersion": "1",
                    "Signature": "not-signed",
                    "SigningCertUrl": "https://sns.us-east-1.amazonaws.com/not-signed.pem",
                    "UnsubscribeUrl": "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe"
                    f"&SubscriptionArn={subscription.arn}",
                    "MessageAttributes": {
                        name: {"Type": value["Type"], "Value": value["Value"]}
                        for name, value in (attributes or {}).items()
                    },
                },
            }
        ]
    }


def may_invoke(subscription: Subscription) -> bool:
    """Whether a permission of the function, as AddPermission writes them, lets the topic."""
    arn = subscription.endpoint
    function = get_backend(subscription.account_id, arn.split(":")[3]).get_function(function_name(arn))
    context = {"aws:sourcearn": subscription.topic.arn, "aws:sourceaccount": subscription.account_id}
    return any(
        statement["Effect"] == "Allow"
        and statement["Principal"] == {"Service": "sns.amazonaws.com"}
        and fnmatchcase("lambda:InvokeFunction", statement["Action"])
        and all(
            fnmatchcase(context.get(key.lower(), ""), wanted)
            for keys in statement.get("Condition", {}).values()
            for key, wanted in keys.items()
        )
        for statement in function.policy.statements
    )


def install() -> None:
    stock_publish = Subscription.publish

    def publish(
        self: Subscription, message: str, message_id: str, subject: str | None = None, **kwargs: Any
    ) -> None:
        if self.protocol != "lambda":
            stock_publish(self, message, message_id, subject=subject, **kwargs)
            return
        attributes = kwargs.get("message_attributes")
        matcher = self._filter_policy_matcher
        if matcher is not None and not matcher.matches(attributes, message):
            return
        if kwargs.get("message_structure") == "json":
            message = self._parse_message_structure(message, self.protocol)
        if not may_invoke(self):
            why = f"the policy of {self.endpoint} does not let {self.topic.arn} invoke it"
            tell("undelivered", topic=self.topic.arn, messageId=message_id, why=why)
            return
        tell(
            "notification",
            topic=self.topic.arn,
            function=function_name(self.endpoint),
            event=sns_event(self, message, message_id, subject, attributes),
        )

    Subscription.publish = publish

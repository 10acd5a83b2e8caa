"""Subscriptions to RDS events that can be modified, which stock moto lacks.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyEventSubscription.html
"""

from moto.core.responses import ActionResult
from moto.rds.exceptions import RDSClientError, SubscriptionNotFoundError
from moto.rds.models import EventSubscription
from moto.rds.responses import RDSResponse

CHANGEABLE = {
    "SnsTopicArn": "sns_topic_arn",
    "SourceType": "source_type",
    "EventCategories": "event_categories",
}


def modify_event_subscription(self: RDSResponse) -> ActionResult:
    found = _find(self)
    for member, attribute in CHANGEABLE.items():
        if self.params.get(member) is not None:
            setattr(found, attribute, self.params[member])
    if self.params.get("Enabled") is not None:
        found.enabled = self.params["Enabled"]
    return ActionResult({"EventSubscription": found})


def remove_source_identifier_from_subscription(self: RDSResponse) -> ActionResult:
    found = _find(self)
    source = self.params["SourceIdentifier"]
    if source not in found.source_ids:
        raise RDSClientError("SourceNotFound", f"Source {source} is not part of the subscription.")
    found.source_ids = [one for one in found.source_ids if one != source]
    return ActionResult({"EventSubscription": found})


def _find(response: RDSResponse) -> EventSubscription:
    name = response.params["SubscriptionName"]
    if name not in response.backend.event_subscriptions:
        raise SubscriptionNotFoundError(name)
    return response.backend.event_subscriptions[name]


def install() -> None:
    RDSResponse.modify_event_subscription = modify_event_subscription
    RDSResponse.remove_source_identifier_from_subscription = remove_source_identifier_from_subscription

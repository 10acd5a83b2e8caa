"""EventBridge's part: a record becomes an event, meets the rules of its Region's default bus, and is queued.

Moto's own PutEvents is not used: it fires disabled rules, leaves the account out and fails on some
targets. Patterns are matched by moto's matcher, which agrees with EventBridge but for `0`/`false`.
"""

import json
import uuid
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from moto.events.models import events_backends
from moto.sqs.models import sqs_backends

from .iam import allows_service
from .identity import caller_role
from .log import EventLog

REMEMBERED = 5_000


class Dispatcher:
    def __init__(
        self,
        account_id: str,
        log: EventLog,
        is_own_role: Callable[[str | None], bool],
        deliver: Callable[[str, str, Callable[[], None]], None],
    ) -> None:
        self._account_id = account_id
        self._log = log
        self._is_own_role = is_own_role
        self._deliver_event = deliver
        self._envelopes: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def on_record(self, record: dict[str, Any]) -> None:
        """Log the call and send its event along the rules."""
        envelope = envelope_of(record)
        self._remember(record["eventID"], envelope)
        rules = self._matching_rules(envelope)
        self._log.add(
            "call",
            eventID=record["eventID"],
            requestID=record["requestID"],
            eventSource=record["eventSource"],
            eventName=record["eventName"],
            caller=record["userIdentity"]["arn"],
            ok="errorCode" not in record,
            errorCode=record.get("errorCode"),
            errorMessage=record.get("errorMessage"),
            rules=[rule.name for rule in rules],
            own=self._is_own_role(caller_role(record["userIdentity"])),
            record=record,
        )
        if rules:
            name, event_id = record["eventName"], record["eventID"]
            self._deliver_event(name, event_id, lambda: self._send(envelope, rules))

    def put(self, envelope: dict[str, Any]) -> list[str]:
        """Send a ready envelope, whole or broken, along the rules it matches."""
        rules = self._matching_rules(envelope)
        self._remember(_event_id(envelope), envelope)
        self._send(envelope, rules)
        return [rule.name for rule in rules]

    def redeliver(self, event_id: str) -> list[str]:
        """The same event once more, as EventBridge does at times. KeyError if it is not remembered."""
        envelope = self._envelopes[event_id]
        rules = self._matching_rules(envelope)
        self._send(envelope, rules)
        return [rule.name for rule in rules]

    def _remember(self, event_id: str, envelope: dict[str, Any]) -> None:
        self._envelopes[event_id] = envelope
        while len(self._envelopes) > REMEMBERED:
            self._envelopes.popitem(last=False)

    def _matching_rules(self, envelope: dict[str, Any]) -> list[Any]:
        backend = events_backends[self._account_id][envelope.get("region") or "us-east-1"]
        return [
            rule
            for rule in [*backend.event_buses["default"].rules.values()]
            if rule.state == "ENABLED"
            and rule.event_pattern.get_pattern()
            and rule.event_pattern.matches_event(envelope)
        ]

    def _send(self, envelope: dict[str, Any], rules: list[Any]) -> None:
        for rule in rules:
            for target in rule.targets:
                if may_send(self._account_id, rule, target["Arn"]):
                    self._deliver(envelope, rule, target["Arn"])
                else:
                    self._undeliverable(envelope, rule, target)

    def _deliver(self, envelope: dict[str, Any], rule: Any, queue_arn: str) -> None:
        send_to_queue(self._account_id, queue_arn, json.dumps(envelope))
        self._log.add(
            "delivered", eventID=_event_id(envelope), rule=rule.name, queue=queue_arn.rsplit(":", 1)[-1]
        )

    def _undeliverable(self, envelope: dict[str, Any], rule: Any, target: dict[str, Any]) -> None:
        dead_letters = target.get("DeadLetterConfig", {}).get("Arn")
        if dead_letters and may_send(self._account_id, rule, dead_letters):
            send_to_queue(self._account_id, dead_letters, json.dumps(envelope))
        self._log.add(
            "dead-letter",
            eventID=_event_id(envelope),
            rule=rule.name,
            queue=dead_letters,
            why=f"the policy of {target['Arn']} does not let this rule send",
        )


def envelope_of(record: dict[str, Any]) -> dict[str, Any]:
    """The record as EventBridge wraps it. The envelope has an id of its own, not the record's."""
    service = record["eventSource"].split(".")[0]
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "AWS API Call via CloudTrail",
        "source": f"aws.{service}",
        "account": record["recipientAccountId"],
        "time": record["eventTime"],
        "region": record["awsRegion"],
        "resources": [],
        "detail": record,
    }


def _event_id(envelope: dict[str, Any]) -> str:
    detail = envelope.get("detail")
    recorded = detail.get("eventID") if isinstance(detail, dict) else None
    return recorded or envelope.get("id", "")


def queue_of(account_id: str, arn: str) -> Any:
    return sqs_backends[account_id][arn.split(":")[3]].get_queue(arn.rsplit(":", 1)[-1])


def send_to_queue(account_id: str, arn: str, body: str) -> None:
    sqs_backends[account_id][arn.split(":")[3]].send_message(arn.rsplit(":", 1)[-1], body)


def may_send(account_id: str, rule: Any, queue_arn: str) -> bool:
    """Whether the queue's own policy lets EventBridge send for this rule. If not, AWS drops the event."""
    context = {"aws:SourceArn": rule.arn, "aws:SourceAccount": account_id}
    policy = queue_of(account_id, queue_arn).policy
    return allows_service(policy, "events.amazonaws.com", "sqs:SendMessage", queue_arn, context)

"""Messages as Lambda hands them to a function, and what its answer says about them."""

import json
from typing import Any


def sqs_event(messages: list[Any], queue_arn: str) -> dict[str, Any]:
    return {"Records": [_record(message, queue_arn) for message in messages]}


def _record(message: Any, queue_arn: str) -> dict[str, Any]:
    return {
        "messageId": message.id,
        "receiptHandle": message.receipt_handle,
        "body": message.body,
        "attributes": {
            "ApproximateReceiveCount": str(message.approximate_receive_count),
            "SentTimestamp": str(message.sent_timestamp),
            "SenderId": str(message.sender_id),
            "ApproximateFirstReceiveTimestamp": str(message.approximate_first_receive_timestamp),
        },
        "messageAttributes": {
            name: _attribute(value) for name, value in (message.message_attributes or {}).items()
        },
        "md5OfBody": message.body_md5,
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": queue_arn.split(":")[3],
    }


def _attribute(value: dict[str, Any]) -> dict[str, Any]:
    kind = value.get("data_type", "String")
    field = "binaryValue" if kind.startswith("Binary") else "stringValue"
    return {
        field: value.get("string_value", value.get("binary_value")),
        "stringListValues": [],
        "binaryListValues": [],
        "dataType": kind,
    }


def failed_messages(response: Any, messages: list[Any], partial: bool) -> set[str]:
    """The ids to keep. An answer that makes no sense, or that names a stranger, keeps the whole batch."""
    everything = {message.id for message in messages}
    if not partial or response is None:
        return set()
    if not isinstance(response, dict):
        return everything
    failures = response.get("batchItemFailures") or []
    if not isinstance(failures, list):
        return everything
    named = {failure.get("itemIdentifier") if isinstance(failure, dict) else None for failure in failures}
    return named if named <= everything else everything


def event_ids(messages: list[Any]) -> list[str]:
    """The CloudTrail events in a batch, for those who watch."""
    ids = []
    for message in messages:
        try:
            detail = json.loads(message.body).get("detail", {})
            ids.append(detail.get("eventID"))
        except (ValueError, AttributeError):
            ids.append(None)
    return [one for one in ids if one]

"""KMS, Secrets Manager, Logs, Backup, GuardDuty, EventBridge, CloudTrail, SSM: members come as JSON.

CloudTrail writes the members as they were sent, with a small first letter, and nothing that was not sent.
KMS adds the key to the record, and since December 2022 to answers that do not have it; the tokens of grants
and the values of secrets are left out.
https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html
"""

import datetime
import json
from typing import Any

from moto.kms.models import kms_backends

from .dates import cloudtrail_date
from .query import HIDDEN, lower_first

# Each with the version of its records.
EVENT_VERSIONS = {
    "kms": "1.11",
    "secretsmanager": "1.11",
    "logs": "1.11",
    "backup": "1.11",
    "guardduty": "1.11",
    "events": "1.11",
    "cloudtrail": "1.11",
    "ssm": "1.11",
}
API_VERSIONS = {"logs": "20140328"}
# What changes nothing that a person has set up, or is recorded as data only.
NO_CHANGES = {
    "events": ("PutEvents", "Test"),
    "cloudtrail": ("Lookup",),
    "kms": ("Encrypt", "Decrypt", "ReEncrypt", "Encapsulate", "Decapsulate", "Sign", "Verify", "Derive"),
    "secretsmanager": ("BatchGet", "Validate"),
    "logs": ("PutLogEvents", "Filter", "StartQuery", "StopQuery", "StartLiveTail", "Test"),
}
LEFT_OUT = {"SecretString", "SecretBinary", "GrantToken", "GrantTokens"}
# Written as hidden, whatever was sent.
HIDDEN_MEMBERS = {("ssm", "Value")}
RENAMED = {("secretsmanager", "ARN"): "arn"}
# Refused before the request was understood.
UNPARSED = {"AccessDenied", "kms:NotFoundException"}


def request_parameters(service: str, operation: Any, params: dict[str, Any]) -> dict[str, Any] | None:
    return _render(service, operation.input_shape, params) or None if operation.input_shape else None


def response_elements(service: str, operation: Any, body: bytes, key_arn: str | None) -> dict | None:
    parsed = json.loads(body) if body.strip() else None
    shape = operation.output_shape
    rendered = _render(service, shape, parsed) if shape and parsed else None
    return {**(rendered or {}), "keyId": key_arn} if key_arn else rendered or None


def error(service: str, body: bytes) -> tuple[str, str, bool]:
    """Code and message of a failed call, and whether the request is written."""
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = {}
    code = str(parsed.get("__type") or parsed.get("code") or "InternalFailure").rpartition("#")[2]
    code = "AccessDenied" if code == "AccessDeniedException" else code
    message = parsed.get("message") or parsed.get("Message") or ""
    return code, message, code not in UNPARSED and f"{service}:{code}" not in UNPARSED


def key_of(service: str, account: str, region: str, params: dict[str, Any]) -> str | None:
    """The ARN of the key that a call on KMS names."""
    name = params.get("KeyId")
    if service != "kms" or not name:
        return None
    backend = kms_backends[account][region]
    try:
        return backend.describe_key(backend.any_id_to_key_id(name)).arn
    except Exception:  # moto has several ways of not finding a key
        return None


def resources(key_arn: str | None, account: str) -> dict[str, Any]:
    named = {"accountId": account, "type": "AWS::KMS::Key", "ARN": key_arn}
    return {"resources": [named]} if key_arn else {}


def _render(service: str, shape: Any, value: Any) -> Any:
    if shape.type_name == "structure" and isinstance(value, dict):
        members = {}
        for name, member in shape.members.items():
            sent = member.serialization.get("name", name)
            found = next((one for one in (sent, name) if one in value), None)
            if found and name not in LEFT_OUT and value[found] is not None:
                key = RENAMED.get((service, name), lower_first(name))
                hidden = (service, name) in HIDDEN_MEMBERS
                members[key] = HIDDEN if hidden else _render(service, member, value[found])
        return members
    if shape.type_name == "list" and isinstance(value, list):
        return [_render(service, shape.member, item) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: _render(service, shape.value, item) for key, item in value.items()}
    if shape.type_name == "timestamp":
        return cloudtrail_date(_moment(value))
    return value


def _moment(value: Any) -> datetime.datetime:
    if isinstance(value, int | float):
        return datetime.datetime.fromtimestamp(value, datetime.UTC)
    return datetime.datetime.fromisoformat(str(value).replace("Z", "+00:00"))

"""A refusal in the words, the code and the status of the service that refuses.

Shapes: CloudTrail records of denied calls, and each service's list of common errors.
"""

import json
from dataclasses import dataclass

from ..coded_error import coded_error, protocol_of
from .call import MODELS

# SNS names it after its own list of errors, EC2 after its own.
SQS_CODES = {"AccessDeniedException": "AccessDenied", "KmsAccessDenied": "KMS.AccessDeniedException"}
CODES = {"sns": "AuthorizationError", "ec2": "UnauthorizedOperation"}


@dataclass(frozen=True)
class Refusal:
    status: int
    code: str
    message: str


def denied(service: str, caller: str, action: str, resource: str, why: str) -> Refusal:
    # SQS writes its actions in small letters.
    shown = action.lower() if service == "sqs" else action
    text = f"User: {caller} is not authorized to perform: {shown} on resource: {resource} "
    text += why.format(action=shown)
    if service == "ec2":
        text = f"You are not authorized to perform this operation. {text}"
    return Refusal(_status(service), _code(service), text)


def denied_by_key(service: str, caller: str, action: str, key: str, why: str) -> Refusal:
    """The caller may send, but its message could not be encrypted."""
    text = f"User: {caller} is not authorized to perform: {action} on resource: {key} "
    text += why.format(action=action)
    text += " (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException)"
    return Refusal(400, "KMSAccessDenied" if service == "sns" else "KmsAccessDenied", text)


def unknown_key(service: str) -> Refusal:
    """The access key is nobody's, or inactive."""
    if service == "ec2":
        return Refusal(401, "AuthFailure", "AWS was not able to validate the provided access credentials")
    code = "InvalidClientTokenId"
    if protocol_of(MODELS.get(service, service)) in ("json", "rest-json") and service != "sqs":
        code = "UnrecognizedClientException"
    return Refusal(403, code, "The security token included in the request is invalid.")


def undecidable(reason: str) -> Refusal:
    return Refusal(400, "LocalAwsCannotDecide", reason)


def refusal_answer(
    refusal: Refusal, service: str, request_id: str
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body."""
    body, content_type = coded_error(MODELS.get(service, service), refusal.code, refusal.message, request_id)
    headers = [
        ("Content-Type", content_type),
        ("Content-Length", str(len(body))),
        ("x-amzn-RequestId", request_id),
    ]
    if "json" in content_type:
        headers.append(("x-amzn-ErrorType", refusal.code))
    if service == "sqs":
        # Its clients still read the code that it had in the query protocol.
        code = SQS_CODES.get(refusal.code, refusal.code)
        headers.append(("x-amzn-query-error", f"{code};Sender"))
        body_fields = json.loads(body)
        body = json.dumps({**body_fields, "__type": f"com.amazonaws.sqs#{refusal.code}"}).encode()
        headers[1] = ("Content-Length", str(len(body)))
    return refusal.status, headers, body


def _code(service: str) -> str:
    if service in CODES:
        return CODES[service]
    json_protocol = protocol_of(MODELS.get(service, service)) in ("json", "rest-json")
    return "AccessDeniedException" if json_protocol else "AccessDenied"


def _status(service: str) -> int:
    return 400 if protocol_of(MODELS.get(service, service)) == "json" and service != "sqs" else 403

"""How each service says that it is asked too often, or that it failed."""

from http import HTTPStatus

from ..coded_error import coded_error
from ..gateway import Answer

# Service -> code, HTTP status and message. EC2 and DynamoDB have names of their own.
THROTTLED = {
    "ec2": ("RequestLimitExceeded", 503, "Request limit exceeded."),
    "dynamodb": ("ThrottlingException", 400, "Rate of requests exceeds the allowed throughput."),
    "sns": ("Throttling", 400, "Rate exceeded"),
    "rds": ("Throttling", 400, "Rate exceeded"),
    "iam": ("Throttling", 400, "Rate exceeded"),
}
THROTTLED_ELSEWHERE = ("ThrottlingException", 400, "Rate exceeded")
FAILED = {
    "ec2": ("InternalError", 500, "An internal error has occurred"),
    "dynamodb": ("InternalServerError", 500, "The request could not be processed."),
    "rds": ("InternalFailure", 500, "An internal failure occurred."),
    "iam": ("ServiceFailure", 500, "The request processing has failed."),
    "sns": ("InternalError", 500, "An internal failure occurred."),
}
FAILED_ELSEWHERE = ("InternalFailure", 500, "An internal failure occurred.")


def refusal(service: str, code: str, status: int, message: str, request_id: str) -> Answer:
    """An error with a code, in the protocol of the service."""
    body, content_type = coded_error(service, code, message, request_id)
    headers = [
        ("Content-Type", content_type),
        ("Content-Length", str(len(body))),
        ("x-amzn-RequestId", request_id),
    ]
    return Answer(status, HTTPStatus(status).phrase, headers, body)


def throttled(service: str) -> tuple[str, int, str]:
    return THROTTLED.get(service, THROTTLED_ELSEWHERE)


def failed(service: str) -> tuple[str, int, str]:
    return FAILED.get(service, FAILED_ELSEWHERE)

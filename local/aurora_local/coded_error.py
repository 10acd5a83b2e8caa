"""A refusal that an SDK understands: HTTP 400 with a code, in the protocol of the service.

Moto lets NotImplementedError and KeyError escape, and its server makes an HTML page of them with
status 500, which SDKs retry four times and then report without a word of what was wrong.
"""

import json
from xml.sax.saxutils import escape

from moto.core.utils import get_service_model

JSON_PROTOCOLS = {"json", "rest-json"}


def protocol_of(service: str) -> str:
    try:
        return get_service_model(service).protocol
    except Exception:  # botocore has one exception type per way of not knowing a service
        return "query"


def coded_error(service: str, code: str, message: str, request_id: str) -> tuple[bytes, str]:
    """Body and content type."""
    protocol = protocol_of(service)
    if protocol in JSON_PROTOCOLS:
        version = "application/x-amz-json-1.0" if protocol == "json" else "application/json"
        return json.dumps({"__type": code, "message": message}).encode(), version
    inner = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    if protocol == "ec2":
        text = (
            f"<Response><Errors><Error>{inner}</Error></Errors><RequestID>{request_id}</RequestID></Response>"
        )
    else:
        text = (
            f"<ErrorResponse><Error><Type>Sender</Type>{inner}</Error>"
            f"<RequestId>{request_id}</RequestId></ErrorResponse>"
        )
    return text.encode(), "text/xml"


def explain(exception: BaseException) -> tuple[str, str]:
    """Code and message for an exception that moto let escape."""
    if isinstance(exception, NotImplementedError):
        return "NotImplemented", f"the local AWS does not have this operation: {exception}"
    return (
        "LocalAwsFailure",
        f"the local AWS could not do this: {type(exception).__name__}: {exception}",
    )

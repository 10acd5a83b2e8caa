"""An API call and its answer become the CloudTrail record that AWS would write."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from moto.core.utils import get_service_model

from ..iam.call import Request, read
from ..iam.undecidable import Undecidable
from . import ec2, members, query

# RDS still writes 1.08; EC2 and IAM have moved on.
EVENT_VERSIONS = {"rds": "1.08", "ec2": "1.10", "iam": "1.11", **members.EVENT_VERSIONS}
SERVICES = frozenset(EVENT_VERSIONS)
READS = ("Describe", "Get", "List", "Search", "Simulate", "Download", "Generate")
# These fail before the request is understood, so that nothing of it is written.
EC2_UNPARSED = {"Client.InvalidParameterCombination", "Client.InvalidRequest"}
GLOBAL_REGION = {"iam": "us-east-1"}


@dataclass(frozen=True)
class Call:
    """One API call, as it came over the wire."""

    service: str
    region: str
    form: dict[str, Any]
    identity: dict[str, Any]
    source_ip: str
    user_agent: str
    request_id: str

    @property
    def operation(self) -> str:
        return self.form.get("Action", "")


def is_mutating(service: str, form: dict[str, Any]) -> bool:
    action = form.get("Action", "")
    reads = READS + members.NO_CHANGES.get(service, ())
    return service in SERVICES and bool(action) and not action.startswith(reads)


def form_of(service: str, environ: dict[str, Any], body: bytes) -> dict[str, Any]:
    """What a call asks for: its operation as Action, and its parameters beside it."""
    if service not in members.EVENT_VERSIONS:
        return parse_body(body)
    request = Request(
        service=service,
        region="",
        account="",
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", ""),
        query=environ.get("QUERY_STRING", ""),
        target=environ.get("HTTP_X_AMZ_TARGET", ""),
        body=body,
    )
    try:
        call = read(request)
    except Undecidable:  # moto says what is wrong with it
        return {}
    return {**call.params, "Action": call.operation}


def parse_body(body: bytes) -> dict[str, str]:
    """The form of a query-protocol call; the body of any other protocol gives no Action."""
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    except UnicodeDecodeError:
        return {}


def build(call: Call, status: int, body: bytes) -> dict[str, Any]:
    """The record of a call and the answer it got."""
    model = get_service_model(call.service)
    operation = model.operation_model(call.operation) if call.operation in model.operation_names else None
    region = GLOBAL_REGION.get(call.service, call.region)
    return {
        "eventVersion": EVENT_VERSIONS[call.service],
        "userIdentity": call.identity,
        "eventTime": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": f"{call.service}.amazonaws.com",
        "eventName": call.operation,
        "awsRegion": region,
        "sourceIPAddress": call.source_ip,
        "userAgent": call.user_agent,
        **_outcome(call, operation, status, body),
        "requestID": call.request_id,
        "eventID": str(uuid.uuid4()),
        "readOnly": False,
        **members.resources(_key(call), call.identity["accountId"]),
        "eventType": "AwsApiCall",
        **(
            {"apiVersion": members.API_VERSIONS[call.service]} if call.service in members.API_VERSIONS else {}
        ),
        "managementEvent": True,
        "recipientAccountId": call.identity["accountId"],
        "eventCategory": "Management",
        "tlsDetails": {
            "tlsVersion": "TLSv1.3",
            "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader": _host(call.service, region),
        },
    }


def _key(call: Call) -> str | None:
    return members.key_of(call.service, call.identity["accountId"], call.region, call.form)


def _host(service: str, region: str) -> str:
    return "iam.amazonaws.com" if service == "iam" else f"{service}.{region}.amazonaws.com"


def _outcome(call: Call, operation: Any, status: int, body: bytes) -> dict[str, Any]:
    """Request, response and error of the record, null where AWS writes null."""
    if operation is None:
        return {
            "errorCode": "InvalidAction",
            "errorMessage": f"Could not find operation {call.operation}",
            "requestParameters": None,
            "responseElements": None,
        }
    if call.service == "ec2":
        request = ec2.request_parameters(operation, call.form)
        if status < 300:
            response = ec2.response_elements(operation, body, call.request_id)
            return {"requestParameters": request, "responseElements": response}
        code, message = ec2.error(body, status, operation)
        request = None if code in EC2_UNPARSED else request
    elif call.service in members.EVENT_VERSIONS:
        request = members.request_parameters(call.service, operation, call.form)
        if status < 300:
            response = members.response_elements(call.service, operation, body, _key(call))
            return {"requestParameters": request, "responseElements": response}
        code, message, is_told = members.error(call.service, body)
        request = request if is_told else None
    else:
        request = query.request_parameters(call.service, operation, call.form)
        if status < 300:
            response = query.response_elements(call.service, operation, body)
            return {"requestParameters": request, "responseElements": response}
        code, message = query.error(body, status, operation)
        request = None if code == "AccessDenied" else request
    return {
        "errorCode": code,
        "errorMessage": message,
        "requestParameters": request,
        "responseElements": None,
    }

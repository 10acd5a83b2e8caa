"""RDS and IAM: the dialect in which CloudTrail writes calls of the query protocol.

Only the first letter of the API model's member name becomes small. RDS and IAM then differ in three
points: RDS writes primitive booleans that nobody sent, hides secrets and unwraps its results;
IAM leaves secrets out and keeps the wrapper.
"""

import base64
import datetime
from typing import Any

from botocore.parsers import create_parser
from moto.core.parse import PROTOCOL_PARSERS

from .dates import cloudtrail_date

HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
SECRETS = {"MasterUserPassword", "TdeCredentialPassword"}
# The shapes that an absent member still fills: `BooleanOptional` and its like are not among them.
PRIMITIVE_BOOLEANS = {"rds": {"Boolean"}, "iam": {"booleanType"}}
IAM_PRIMITIVE_OPERATIONS = {"UpdateAccountPasswordPolicy"}


def lower_first(name: str) -> str:
    return name[:1].lower() + name[1:]


def parse_form(operation: Any, form: dict[str, str], protocol: str = "query") -> dict[str, Any]:
    """The flat form of a request as members of its input shape."""
    parser = PROTOCOL_PARSERS[protocol](operation, timestamp_parser=str, map_type=dict)
    return parser.parse({"values": form})


def request_parameters(service: str, operation: Any, form: dict[str, str]) -> dict[str, Any] | None:
    if operation.input_shape is None:
        return None
    primitive = PRIMITIVE_BOOLEANS[service]
    if service == "iam" and operation.name not in IAM_PRIMITIVE_OPERATIONS:
        primitive = set()
    return _render(service, operation.input_shape, parse_form(operation, form), primitive) or None


def response_elements(service: str, operation: Any, body: bytes) -> dict[str, Any] | None:
    shape = operation.output_shape
    if shape is None:
        return None
    parsed = create_parser("query").parse({"status_code": 200, "headers": {}, "body": body}, shape)
    parsed.pop("ResponseMetadata", None)
    members = list(shape.members.items())
    if service == "rds" and len(members) == 1 and members[0][1].type_name == "structure":
        name, shape = members[0]
        parsed = parsed.get(name, {})
    return _render(service, shape, parsed, set()) or None


def error(body: bytes, status: int, operation: Any) -> tuple[str, str]:
    """Code and message of a failed call. The code is the name of the exception's shape, not the API's."""
    parsed = create_parser("query").parse(
        {"status_code": status, "headers": {}, "body": body}, operation.output_shape
    )["Error"]
    names = {
        shape.metadata.get("error", {}).get("code", shape.name): shape.name
        for shape in operation.service_model.error_shapes
    }
    code = parsed.get("Code", "InternalFailure")
    return names.get(code, code), parsed.get("Message", "")


def _render(service: str, shape: Any, value: Any, primitive: set[str]) -> Any:
    if shape.type_name == "structure":
        return _structure(service, shape, value, primitive)
    if shape.type_name == "list":
        return [_render(service, shape.member, item, primitive) for item in value]
    if shape.type_name == "map":
        return {key: _render(service, shape.value, item, primitive) for key, item in value.items()}
    if isinstance(value, datetime.datetime):
        return cloudtrail_date(value)
    if shape.type_name == "timestamp":
        return cloudtrail_date(datetime.datetime.fromisoformat(str(value).replace("Z", "+00:00")))
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def _structure(service: str, shape: Any, value: dict[str, Any], primitive: set[str]) -> dict[str, Any]:
    rendered = {}
    for name, member in shape.members.items():
        if name not in value:
            if member.name in primitive:
                rendered[lower_first(name)] = False
            continue
        if name in SECRETS:
            rendered[lower_first(name)] = HIDDEN
        elif service == "iam" and member.metadata.get("sensitive"):
            continue
        else:
            rendered[lower_first(name)] = _render(service, member, value[name], primitive)
    return rendered

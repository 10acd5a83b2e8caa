"""A call as it came over the wire: which operation of which service, with which parameters."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote

from moto.core.parse import PROTOCOL_PARSERS
from moto.core.utils import get_service_model

from . import s3
from .undecidable import Undecidable

MODELS = {"monitoring": "cloudwatch"}
CBOR_PATH = re.compile(r"/service/[^/]+/operation/(\w+)$")


@dataclass(frozen=True)
class Request:
    """What of an HTTP request says which call it is. `service` is the name in its signature."""

    service: str
    region: str
    account: str
    method: str = "POST"
    path: str = "/"
    query: str = ""
    target: str = ""
    body: bytes = b""
    form: dict[str, str] = field(default_factory=dict)
    source_ip: str = "127.0.0.1"
    user_agent: str = ""


@dataclass(frozen=True)
class ApiCall:
    service: str
    operation: str
    region: str
    account: str
    params: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        """The first of these parameters that was sent."""
        return next((self.params[name] for name in names if self.params.get(name)), None)


def read(request: Request) -> ApiCall:
    """The call in a request. Undecidable if the service has no such operation."""
    service = MODELS.get(request.service, request.service)
    try:
        model = get_service_model(service)
    except Exception as error:  # botocore has one exception type per way of not knowing a service
        raise Undecidable(f"the local AWS does not know the service {request.service!r}") from error
    operation, params = _named_in_body(request, model) or _named_in_path(request, model)
    if operation not in model.operation_names:
        raise Undecidable(f"{service} has no operation {operation!r}")
    return ApiCall(service, operation, request.region, request.account, params)


def _named_in_body(request: Request, model: Any) -> tuple[str, dict[str, Any]] | None:
    if request.target:
        return request.target.rpartition(".")[2], _json(request.body)
    name = request.form.get("Action")
    if not name or name not in model.operation_names:
        return (name, {}) if name else None
    protocol = "ec2" if model.protocol == "ec2" else "query"
    parser = PROTOCOL_PARSERS[protocol](model.operation_model(name), timestamp_parser=str, map_type=dict)
    return name, parser.parse({"values": request.form})


def _named_in_path(request: Request, model: Any) -> tuple[str, dict[str, Any]]:
    cbor = CBOR_PATH.search(request.path)
    if cbor:
        return cbor.group(1), {}
    if request.service == "s3":
        return s3.named(request.method, request.path, request.query)
    path = request.path.rstrip("/") or "/"
    for name, pattern in _paths(model.service_name, request.method):
        found = pattern.fullmatch(path)
        if found:
            labels = {key: unquote(value) for key, value in found.groupdict().items()}
            sent = {key: values[-1] for key, values in parse_qs(request.query).items()}
            return name, {**_json(request.body), **sent, **labels}
    raise Undecidable(f"no operation of {request.service} is {request.method} {request.path}")


@cache
def _paths(service: str, method: str) -> list[tuple[str, re.Pattern[str]]]:
    """Operations of a REST service by path; a fixed word in a path goes before a label in its place."""
    model = get_service_model(service)
    found = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        if http.get("method") == method:
            template = http.get("requestUri", "/").split("?")[0].rstrip("/") or "/"
            found.append((name, template))
    found.sort(key=lambda one: (one[1].count("{"), -len(one[1])))
    return [(name, _path_pattern(template)) for name, template in found]


def _path_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\+?\})", template)
    texts = [
        re.sub(r"\{(\w+)(\+?)\}", lambda m: f"(?P<{m[1]}>{'.+' if m[2] else '[^/]+'})", part)
        if part.startswith("{")
        else re.escape(part)
        for part in parts
    ]
    return re.compile("".join(texts))


def _json(body: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(body) if body.strip() else {}
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}

"""EC2: two dialects, neither derived from the API model alone.

The classic one writes lists as `{"items": [...]}`, an empty list as `{}`, and has names of its own.
The wrapped one keeps the XML wrapper `<Operation>Request` and capital names; a list of one is its
element, with its index as `tag`. Which operation speaks which is data: `ec2_dialect.json`.
"""

import datetime
import json
from pathlib import Path
from typing import Any

from botocore.parsers import create_parser

from .dates import cloudtrail_date
from .query import lower_first, parse_form

DIALECT = json.loads(Path(__file__).with_name("ec2_dialect.json").read_text())
WRAPPED = set(DIALECT["wrapped"]["operations"])
RENAMED = DIALECT["renamed"]["operations"]
LIST_NAMES = DIALECT["list_names"]["names"]
ALWAYS = DIALECT["always_present"]["operations"]
ITEM_NAMES = DIALECT["scalar_item_names"]["names"]
PLAIN_LISTS = set(DIALECT["plain_lists"]["names"])
VALUES = DIALECT["values"]["operations"]


def request_parameters(operation: Any, form: dict[str, str]) -> dict[str, Any]:
    if operation.input_shape is None:
        return {}
    value = parse_form(operation, form, "ec2")
    if operation.name in WRAPPED:
        return {f"{operation.name}Request": _wrapped(operation.input_shape, value)}
    rendered = _classic(operation.input_shape, value)
    for old, new in RENAMED.get(operation.name, {}).items():
        if old in rendered:
            rendered[new] = rendered.pop(old)
    for name, values in VALUES.get(operation.name, {}).items():
        rendered[name] = values.get(rendered.get(name), rendered.get(name))
    for name in ALWAYS.get(operation.name, []):
        rendered.setdefault(name, {})
    return rendered


def response_elements(operation: Any, body: bytes, request_id: str) -> dict[str, Any]:
    shape = operation.output_shape
    parsed = {}
    if shape is not None:
        parsed = create_parser("ec2").parse({"status_code": 200, "headers": {}, "body": body}, shape)
        parsed.pop("ResponseMetadata", None)
    succeeded = parsed.pop("Return", b"<return>" in body or shape is None)
    if operation.name in WRAPPED:
        answer = _classic(shape, parsed) if shape is not None else {}
        return {f"{operation.name}Response": {"requestId": request_id, **answer, "return": bool(succeeded)}}
    rendered = _classic(shape, parsed) if shape is not None else {}
    return {"requestId": request_id, **({"_return": True} if succeeded else {}), **rendered}


def error(body: bytes, status: int, operation: Any) -> tuple[str, str]:
    parsed = create_parser("ec2").parse(
        {"status_code": status, "headers": {}, "body": body}, operation.output_shape
    )["Error"]
    side = "Client" if status < 500 else "Server"
    return f"{side}.{parsed.get('Code', 'InternalError')}", parsed.get("Message", "")


def _classic(shape: Any, value: Any) -> Any:
    if shape.type_name == "structure":
        rendered = {}
        for name, member in shape.members.items():
            if name in value:
                key = lower_first(member.serialization.get("name", name))
                if member.type_name == "list":
                    key = LIST_NAMES.get(name, key)
                rendered[key] = _classic_member(key, member, value[name])
        for name in ALWAYS.get(shape.name, []):
            rendered.setdefault(name, {})
        if shape.name == "SecurityGroupRule" and not rendered.get("tagSet", True):
            del rendered["tagSet"]
        return rendered
    return _scalar(value)


def _classic_member(key: str, member: Any, value: Any) -> Any:
    if member.type_name != "list":
        return _classic(member, value)
    if key in PLAIN_LISTS:
        return [_classic(member.member, item) for item in value]
    if not value:
        return {}
    if member.member.type_name == "structure":
        return {"items": [_classic(member.member, item) for item in value]}
    item_name = ITEM_NAMES.get(key, lower_first(member.member.serialization.get("name", "item")))
    return {"items": [{item_name: _scalar(item)} for item in value]}


def _wrapped(shape: Any, value: Any) -> Any:
    if shape.type_name != "structure":
        return _scalar(value)
    rendered = {}
    for name, member in shape.members.items():
        if name not in value:
            continue
        wire = member.serialization.get("queryName") or member.serialization.get("name", name)
        wire = wire[:1].upper() + wire[1:]
        rendered[wire] = (
            _wrapped_list(member, value[name])
            if member.type_name == "list"
            else _wrapped(member, value[name])
        )
    return rendered


def _wrapped_list(shape: Any, values: list[Any]) -> Any:
    items = []
    for index, value in enumerate(values, start=1):
        item = _wrapped(shape.member, value)
        items.append({**(item if isinstance(item, dict) else {"content": item}), "tag": index})
    return items[0] if len(items) == 1 else items


def _scalar(value: Any) -> Any:
    return cloudtrail_date(value) if isinstance(value, datetime.datetime) else value

"""DynamoDB's items: which action each one needs, and the partition keys that it touches.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from moto.dynamodb.models import dynamodb_backends

from .arns import table_arn
from .call import ApiCall
from .undecidable import Undecidable

EQUALS = re.compile(r"(#?\w+)\s*=\s*(:\w+)")
PARTIQL = re.compile(
    r"\s*(?:SELECT\b.*?\bFROM|INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?([\w.-]+)", re.IGNORECASE | re.DOTALL
)
TRANSACT = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "Get": "GetItem"}
KEY = "dynamodb:leadingkeys"


@dataclass(frozen=True)
class ItemCheck:
    action: str
    arn: str
    keys: dict[str, Any]


def checks(call: ApiCall) -> list[ItemCheck]:
    return list(OPERATIONS[f"dynamodb:{call.operation}"](call))


def _one(call: ApiCall) -> Iterator[ItemCheck]:
    yield _item(call, call.operation, call.params, {})


def _item(call: ApiCall, action: str, params: dict[str, Any], more: dict[str, Any]) -> ItemCheck:
    name = params["TableName"]
    leading = _leading(call, name, [params.get("Item") or params.get("Key") or {}])
    keys = {KEY: leading, **more}
    if params.get("ReturnValues"):
        keys["dynamodb:returnvalues"] = [params["ReturnValues"]]
    return ItemCheck(action, table_arn(call, name), keys)


def _query(call: ApiCall) -> Iterator[ItemCheck]:
    name, index = call.params["TableName"], call.params.get("IndexName")
    arn = table_arn(call, name) + (f"/index/{index}" if index else "")
    yield ItemCheck(call.operation, arn, {KEY: _asked_for(call, name, index)})


def _scan(call: ApiCall) -> Iterator[ItemCheck]:
    """A scan reads every partition: there is no leading key in its context."""
    name, index = call.params["TableName"], call.params.get("IndexName")
    yield ItemCheck("Scan", table_arn(call, name) + (f"/index/{index}" if index else ""), {KEY: None})


def _batch(call: ApiCall) -> Iterator[ItemCheck]:
    for name, asked in call.params.get("RequestItems", {}).items():
        if call.operation == "BatchGetItem":
            touched = asked.get("Keys", [])
        else:
            touched = [part.get("Item") or part.get("Key") or {} for one in asked for part in one.values()]
        yield ItemCheck(call.operation, table_arn(call, name), {KEY: _leading(call, name, touched)})


def _transaction(call: ApiCall) -> Iterator[ItemCheck]:
    enclosing = {"dynamodb:enclosingoperation": [call.operation]}
    for one in call.params.get("TransactItems", []):
        for kind, part in one.items():
            yield _item(call, TRANSACT.get(kind, "ConditionCheckItem"), part, enclosing)


def _partiql(call: ApiCall) -> Iterator[ItemCheck]:
    """The leading keys of a statement are not looked for: a policy that asks for them gets no verdict."""
    for one in call.params.get("Statements") or call.params.get("TransactStatements") or [call.params]:
        text = one.get("Statement", "")
        found = PARTIQL.match(text)
        if not found:
            raise Undecidable(f"this PartiQL statement cannot be read: {text}")
        verb = text.split()[0].capitalize()
        yield ItemCheck(f"PartiQL{verb}", table_arn(call, found.group(1)), {KEY: _unknown(call)})


def _unknown(call: ApiCall) -> Callable[[], list[str] | None]:
    def refuse() -> None:
        raise Undecidable(f"the local AWS does not read dynamodb:LeadingKeys from {call.operation}")

    return refuse


def _leading(call: ApiCall, table: str, touched: list[dict[str, Any]]) -> list[str] | None:
    key = _hash_key(call, table)
    values = [str(next(iter(item[key].values()))) for item in touched if key in item]
    return sorted(set(values)) or None


def _asked_for(call: ApiCall, table: str, index: str | None) -> list[str] | Callable[[], Any] | None:
    key = _hash_key(call, table, index)
    names = call.params.get("ExpressionAttributeNames", {})
    values = call.params.get("ExpressionAttributeValues", {})
    for name, value in EQUALS.findall(call.params.get("KeyConditionExpression", "")):
        if names.get(name, name) == key and value in values:
            return [str(next(iter(values[value].values())))]
    return _unknown(call)


def _hash_key(call: ApiCall, name: str, index: str | None = None) -> str | None:
    table = dynamodb_backends[call.account][call.region].tables.get(name.rpartition("/")[2])
    if table is None:
        return None
    if index is None:
        return table.hash_key_attr
    found = [one for one in table.all_indexes() if one.name == index]
    return next((part["AttributeName"] for one in found for part in one.schema), None)


OPERATIONS: dict[str, Callable[[ApiCall], Iterator[ItemCheck]]] = {
    **{f"dynamodb:{name}": _one for name in ("GetItem", "PutItem", "UpdateItem", "DeleteItem")},
    "dynamodb:Query": _query,
    "dynamodb:Scan": _scan,
    "dynamodb:BatchGetItem": _batch,
    "dynamodb:BatchWriteItem": _batch,
    "dynamodb:TransactGetItems": _transaction,
    "dynamodb:TransactWriteItems": _transaction,
    "dynamodb:ExecuteStatement": _partiql,
    "dynamodb:BatchExecuteStatement": _partiql,
    "dynamodb:ExecuteTransaction": _partiql,
}

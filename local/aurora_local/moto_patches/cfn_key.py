"""A key of a template can be read: stock moto keeps its policy as an object and fails on every read of it."""

import json
from typing import Any

from moto.kms.models import Key


def install() -> None:
    stock_create = Key.create_from_cloudformation_json.__func__

    def create(cls: type[Key], name: str, resource: dict[str, Any], *args: Any, **more: Any) -> Key:
        key = stock_create(cls, name, resource, *args, **more)
        if not isinstance(key.policy, str):
            key.policy = json.dumps(key.policy)
        return key

    Key.create_from_cloudformation_json = classmethod(create)

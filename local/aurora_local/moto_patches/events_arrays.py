"""A pattern on a member of an array's objects, or a filter on an array, meets any of its items.

Stock moto's matcher looks into objects only, and its prefix filter at single values.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
"""

from typing import Any

from moto.events.models import EventPattern


def install() -> None:
    stock_flatten = EventPattern._flatten_dict
    stock_filter = EventPattern._does_item_match_named_filter

    def flatten(node: Any, prefix: str = "", result: dict[str, Any] | None = None) -> dict[str, Any]:
        flat = stock_flatten(node, prefix, result)
        for name, value in [*flat.items()]:
            if isinstance(value, list) and any(isinstance(item, dict) for item in value):
                for item in value:
                    for inner, found in flatten(item, name).items():
                        flat.setdefault(inner, []).append(found)
        return flat

    def matches(item: Any, pattern: dict[str, Any]) -> bool:
        if isinstance(item, list) and "prefix" in pattern:
            return any(stock_filter(one, pattern) for one in item)
        return stock_filter(item, pattern)

    EventPattern._flatten_dict = staticmethod(flatten)
    EventPattern._does_item_match_named_filter = staticmethod(matches)

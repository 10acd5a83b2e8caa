"""What patched parts of moto tell the local AWS that runs in this process."""

from collections.abc import Callable
from typing import Any

_listeners: list[Callable[..., Any]] = []


def listen(listener: Callable[..., Any]) -> None:
    """`listener(kind, **fields)` hears of alerts and dead letters until `forget`."""
    _listeners.append(listener)


def forget(listener: Callable[..., Any]) -> None:
    _listeners.remove(listener)


def tell(kind: str, **fields: Any) -> None:
    for listener in [*_listeners]:
        listener(kind, **fields)

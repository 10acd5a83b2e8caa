"""The switches, by the names that `--faults` and `POST /_local/faults` take."""

import json
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

CHANCES = ("duplicate", "disorder", "lose", "throttle", "fail", "fail_after")


@dataclass(frozen=True)
class FaultSettings:
    """Times are in seconds, chances from 0 to 1. Nothing is on unless it is named."""

    seed: int = 0
    delay: tuple[float, float] = (0.0, 0.0)
    duplicate: float = 0.0
    disorder: float = 0.0
    lose: float = 0.0
    lag: float = 0.0
    modifying: float = 0.0
    throttle: float = 0.0
    fail: float = 0.0
    fail_after: float = 0.0
    calls: tuple[str, ...] = ("*",)
    who: str = "guard"

    def __post_init__(self) -> None:
        for name in CHANCES:
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is a chance from 0 to 1, not {getattr(self, name)}")
        if min(*self.delay, self.lag, self.modifying) < 0 or self.delay[0] > self.delay[1]:
            raise ValueError("delay, lag and modifying are seconds from 0 on; delay may be MIN-MAX")
        if self.who not in ("guard", "everyone"):
            raise ValueError(f"who is guard or everyone, not {self.who}")

    @property
    def on_events(self) -> bool:
        return bool(self.delay[1] or self.duplicate or self.disorder or self.lose)

    @property
    def on_calls(self) -> bool:
        return bool(self.lag or self.modifying or self.throttle or self.fail or self.fail_after)

    def concerns(self, operation: str) -> bool:
        """Whether `service:Operation` is among the calls that are throttled or fail."""
        return any(fnmatchcase(operation, pattern) for pattern in self.calls)

    def as_json(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def from_mapping(values: dict[str, Any]) -> FaultSettings:
    """Settings from names and values, as JSON or as text. ValueError names what is wrong."""
    known = {field.name: field.type for field in fields(FaultSettings)}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise ValueError(f"there are no faults {unknown}; there are {sorted(known)}")
    return FaultSettings(**{name: _value(name, value) for name, value in values.items()})


def from_words(words: list[str]) -> FaultSettings:
    """`NAME=VALUE`, or a JSON file of them; later words win."""
    values: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        values.update({name: value} if equals else json.loads(Path(word).read_text()))
    return from_mapping(values)


def _value(name: str, value: Any) -> Any:
    if name == "seed":
        return int(value)
    if name == "who":
        return str(value)
    if name == "calls":
        return tuple(value.split(",") if isinstance(value, str) else value)
    if name == "delay":
        parts = [*value] if isinstance(value, list | tuple) else str(value).split("-")
        return float(parts[0]), float(parts[-1])
    return float(value)

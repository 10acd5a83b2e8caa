"""What happened, in order: the observation log behind `/_local/log`."""

import threading
import time
from collections import deque
from typing import Any


class EventLog:
    """A bounded list that grows at one end; readers name the last entry they saw and may wait for more."""

    def __init__(self, bound: int = 20_000) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=bound)
        self._changed = threading.Condition()
        self._last = 0

    def add(self, kind: str, **fields: Any) -> dict[str, Any]:
        with self._changed:
            self._last += 1
            entry = {"seq": self._last, "at": time.time(), "kind": kind, **fields}
            self._entries.append(entry)
            self._changed.notify_all()
            return entry

    def after(self, seq: int, wait: float = 0) -> tuple[list[dict[str, Any]], int]:
        """Entries newer than `seq`; with `wait`, block up to that many seconds until there is one."""
        with self._changed:
            self._changed.wait_for(lambda: self._last > seq, timeout=wait)
            entries = []
            for entry in reversed(self._entries):
                if entry["seq"] <= seq:
                    break
                entries.append(entry)
            return entries[::-1], self._last

    @property
    def last(self) -> int:
        return self._last

    def wait_for(self, test, after: int = 0, timeout: float = 30) -> dict[str, Any]:
        """The first entry after `after` that satisfies `test`; TimeoutError tells what was seen instead."""
        deadline = time.monotonic() + timeout
        seq, seen = after, []
        while True:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                kinds = [f"{entry['kind']}:{entry.get('eventName', '')}" for entry in seen]
                raise TimeoutError(f"no such entry within {timeout} s; seen: {kinds[-20:]}")
            entries, seq = self.after(seq, min(remaining, 1))
            for entry in entries:
                if test(entry):
                    return entry
            seen += entries

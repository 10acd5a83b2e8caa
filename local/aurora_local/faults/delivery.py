"""Events on their way from CloudTrail to the rules: late, twice, out of order, or never."""

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

from .dice import Dice
from .settings import FaultSettings

logger = logging.getLogger(__name__)
# An event that lets the next one pass does not wait for it longer than this.
LONGEST_HOLD = 3.0
Tell = Callable[..., None]


class Delivery:
    """Calls what `send` is given later, on a thread of its own; what still waits at `stop` is dropped."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._due: list[tuple[float, int, str, Callable[[], None]]] = []
        self._held: list[tuple[float, int, str, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopped = False

    def send(
        self, settings: FaultSettings, dice: Dice, name: str, event_id: str, deliver: Callable[[], None]
    ) -> None:
        if dice.happens(settings.lose, f"lose {name}"):
            self._tell("lost", eventID=event_id)
            return
        copies = 1
        if dice.happens(settings.duplicate, f"duplicate {name}"):
            self._tell("duplicated", eventID=event_id)
            copies = 2
        for _ in range(copies):
            self._one(settings, dice, name, event_id, deliver)

    def _one(
        self, settings: FaultSettings, dice: Dice, name: str, event_id: str, deliver: Callable[[], None]
    ) -> None:
        least, most = settings.delay
        delay = least + (most - least) * dice.draw(f"delay {name}") if most else 0.0
        if delay:
            self._tell("delayed", eventID=event_id, seconds=round(delay, 3))
        with self._changed:
            if dice.happens(settings.disorder, f"disorder {name}"):
                self._tell("disordered", eventID=event_id)
                entry = (time.monotonic() + delay + LONGEST_HOLD, next(self._numbers), event_id, deliver)
                self._held.append(entry)
            else:
                entry = (time.monotonic() + delay, next(self._numbers), event_id, deliver)
                heapq.heappush(self._due, entry)
            self._start()
            self._changed.notify()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="late-events", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._changed:
                if self._stopped:
                    return
                now = time.monotonic()
                ready = self._take(now)
                if not ready:
                    waiting = [entry[0] for entry in [*self._due[:1], *self._held]]
                    self._changed.wait(min(waiting) - now if waiting else None)
                    continue
            for _, _, event_id, deliver in ready:
                try:
                    deliver()
                except Exception:  # the events behind it must arrive all the same
                    logger.exception("event %s could not be delivered", event_id)

    def _take(self, now: float) -> list[tuple[float, int, str, Callable[[], None]]]:
        """What is due; after another event has passed, also what was held back for it."""
        ready = []
        while self._due and self._due[0][0] <= now:
            ready.append(heapq.heappop(self._due))
        passed = {entry[2] for entry in ready}
        for entry in [*self._held]:
            if entry[0] <= now or passed - {entry[2]}:
                self._held.remove(entry)
                ready.append(entry)
        return ready

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(5)

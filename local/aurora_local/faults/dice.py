"""Chance that can be repeated.

Each draw is made from the seed, what it is for, and how many draws there were for that: threads that take
turns in another order draw the same.
"""

import random
import threading
from collections import Counter


class Dice:
    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._drawn: Counter[str] = Counter()
        self._lock = threading.Lock()

    def draw(self, what: str) -> float:
        """From 0 up to 1; the next one for `what`."""
        with self._lock:
            number = self._drawn[what]
            self._drawn[what] += 1
        return random.Random(f"{self._seed} {what} {number}").random()

    def happens(self, chance: float, what: str) -> bool:
        return chance > 0 and self.draw(what) < chance

"""The one thing that gateway and dispatcher ask: does this call, or this event, meet a fault?"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from ..gateway import Answer
from ..identity import caller_role
from ..log import EventLog
from . import history
from .delivery import Delivery
from .dice import Dice
from .modifying import Modifying
from .refusals import failed, refusal, throttled
from .settings import FaultSettings, from_mapping

LAGGING = frozenset(history.COPIED)


@dataclass(frozen=True)
class ApiCall:
    """A call as the gateway sees it, before it is made."""

    service: str
    region: str
    operation: str
    form: dict[str, str]
    identity: dict[str, Any]
    mutates: bool
    request_id: str

    @property
    def name(self) -> str:
        return f"{self.service}:{self.operation}"


class Faults:
    """Off until `set`. Each fault that strikes is an entry of kind `fault` in the log."""

    def __init__(self, account_id: str, log: EventLog, is_own_role: Callable[[str | None], bool]) -> None:
        self._account_id = account_id
        self._log = log
        self._is_own_role = is_own_role
        self._history = history.History(account_id)
        self._modifying = Modifying(account_id)
        self._delivery = Delivery(self._tell)
        self.settings = FaultSettings()
        self._dice = Dice(0)
        history.install()

    def set(self, **values: Any) -> FaultSettings:
        """Put these settings in the place of the former ones; none puts everything off.

        Reads lag behind no further than to this moment.
        """
        return self.use(from_mapping(values))

    def use(self, settings: FaultSettings) -> FaultSettings:
        self._dice = Dice(settings.seed)
        self._history = history.History(self._account_id)
        self.settings = settings
        return settings

    @property
    def concern_calls(self) -> bool:
        """Whether a call may meet a fault, or something is still modifying from an earlier one."""
        return self.settings.on_calls or self._modifying.any()

    def refuse(self, call: ApiCall) -> Answer | None:
        """The answer in place of the call, if it is throttled or fails before it is carried out."""
        settings = self.settings
        if not self._strikes(settings, call):
            return None
        if self._dice.happens(settings.throttle, f"throttle {call.name}"):
            self._tell("throttled", call=call.name)
            return refusal(call.service, *throttled(call.service), call.request_id)
        if self._dice.happens(settings.fail, f"fail {call.name}"):
            self._tell("failed", call=call.name)
            return refusal(call.service, *failed(call.service), call.request_id)
        return None

    @contextmanager
    def around(self, call: ApiCall) -> Iterator[None]:
        """Keep the state before a change; answer a read from the past."""
        settings = self.settings
        with ExitStack() as stack:
            if call.service == "rds":
                self._modifying.settle()
            if settings.lag and call.service in LAGGING:
                if call.mutates:
                    keep = self._history.changing(call.service, call.region, settings.lag)
                    stack.enter_context(keep)
                elif self._concerns_caller(settings, call):
                    old = self._history.reading(call.service, call.region, settings.lag)
                    if stack.enter_context(old):
                        self._tell("lagged", call=call.name)
            yield

    def after(self, call: ApiCall, answer: Answer) -> Answer:
        """What the caller hears of a call that was carried out and recorded."""
        settings = self.settings
        if settings.modifying and answer.status < 300 and call.service == "rds":
            who = self._modifying.begin(call.region, call.operation, call.form, settings.modifying)
            if who:
                self._tell("modifying", resource=who, seconds=settings.modifying)
        if self._strikes(settings, call) and self._dice.happens(
            settings.fail_after, f"fail_after {call.name}"
        ):
            self._tell("failed_after", call=call.name)
            return refusal(call.service, *failed(call.service), call.request_id)
        return answer

    def deliver(self, name: str, event_id: str, send: Callable[[], None]) -> None:
        """Send an event to its rules: now, or as the faults will have it."""
        if self.settings.on_events:
            self._delivery.send(self.settings, self._dice, name, event_id, send)
        else:
            send()

    def stop(self) -> None:
        self._delivery.stop()

    def _strikes(self, settings: FaultSettings, call: ApiCall) -> bool:
        wanted = settings.throttle or settings.fail or settings.fail_after
        return bool(wanted) and self._concerns_caller(settings, call) and settings.concerns(call.name)

    def _concerns_caller(self, settings: FaultSettings, call: ApiCall) -> bool:
        return settings.who == "everyone" or self._is_own_role(caller_role(call.identity))

    def _tell(self, what: str, **fields: Any) -> None:
        self._log.add("fault", what=what, **fields)

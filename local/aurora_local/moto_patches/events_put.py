"""PutEvents is refused, loudly: moto would fire disabled rules and send an envelope without an account."""

from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.events.models import EventsBackend


def _refuse(self: EventsBackend, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    raise JsonRESTError(
        "NotAuthorizedForSourceException",
        "the local AWS takes events from API calls; put a ready envelope to /_local/event",
    )


def install() -> None:
    EventsBackend.put_events = _refuse

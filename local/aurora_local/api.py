"""`/_local/`: what tests, the demo and people at a terminal may ask of the local AWS itself."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

LONGEST_WAIT = 60


class LocalApi:
    """A small WSGI application: three questions and three commands."""

    def __init__(self, aws: Any) -> None:
        self._aws = aws
        self._routes: dict[tuple[str, str], Callable[[dict[str, str], bytes], tuple[int, Any]]] = {
            ("GET", "/_local/log"): self._log,
            ("GET", "/_local/stack"): self._stack,
            ("POST", "/_local/event"): self._event,
            ("POST", "/_local/redeliver"): self._redeliver,
            ("GET", "/_local/faults"): self._faults,
            ("POST", "/_local/faults"): self._set_faults,
        }

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        route = self._routes.get((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        if route is None:
            names = [" ".join(key) for key in self._routes]
            status, answer = 404, {"error": f"no such path; there are {names}"}
        else:
            query = {key: values[-1] for key, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            try:
                status, answer = route(query, body)
            except (ValueError, TypeError) as error:
                status, answer = 400, {"error": f"{type(error).__name__}: {error}"}
        text = json.dumps(answer, default=str).encode()
        start_response(
            f"{status} {'OK' if status == 200 else 'Error'}",
            [("Content-Type", "application/json"), ("Content-Length", str(len(text)))],
        )
        return [text]

    def _log(self, query: dict[str, str], _: bytes) -> tuple[int, Any]:
        after = int(query.get("after", 0))
        wait = min(float(query.get("wait", 0)), LONGEST_WAIT)
        entries, last = self._aws.log.after(after, wait)
        return 200, {"entries": entries, "next": last}

    def _stack(self, _: dict[str, str], __: bytes) -> tuple[int, Any]:
        return 200, self._aws.describe()

    def _event(self, _: dict[str, str], body: bytes) -> tuple[int, Any]:
        envelope = json.loads(body)
        if not isinstance(envelope, dict):
            raise TypeError("an envelope is a JSON object")
        return 200, {"rules": self._aws.dispatcher.put(envelope)}

    def _faults(self, _: dict[str, str], __: bytes) -> tuple[int, Any]:
        return 200, self._aws.faults.settings.as_json()

    def _set_faults(self, _: dict[str, str], body: bytes) -> tuple[int, Any]:
        values = json.loads(body or b"{}")
        if not isinstance(values, dict):
            raise TypeError("faults are a JSON object of names and values; {} puts them off")
        return 200, self._aws.faults.set(**values).as_json()

    def _redeliver(self, _: dict[str, str], body: bytes) -> tuple[int, Any]:
        event_id = json.loads(body).get("eventID")
        try:
            return 200, {"rules": self._aws.dispatcher.redeliver(event_id)}
        except KeyError:
            return 404, {"error": f"no event {event_id} is remembered"}

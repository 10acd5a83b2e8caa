"""What stands before the gateway: calls that meet a fault, and Lambda's Invoke."""

import io
import uuid
from typing import Any

from . import record
from .faults import ApiCall, Faults
from .function.invocations import Invocations
from .gateway import Answer, _scope
from .identity import user_identity

__all__ = ["Front", "Invocations"]


class Front:
    """A WSGI application around the gateway; without a fault every call passes as it came."""

    def __init__(self, gateway: Any, account_id: str, faults: Faults, invocations: Invocations) -> None:
        self._gateway = gateway
        self._account_id = account_id
        self._faults = faults
        self._invocations = invocations

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        request_id = str(uuid.uuid4())
        invoked = self._invocations.answer(environ, request_id)
        if invoked is not None:
            return _send(invoked, start_response)
        if environ.get("PATH_INFO", "").startswith("/_local/") or not self._faults.concern_calls:
            return self._gateway(environ, start_response)
        call = self._call(environ, request_id)
        refused = self._faults.refuse(call)
        if refused is not None:
            return _send(refused, start_response)
        with self._faults.around(call):
            answer = self._answer(environ)
        return _send(self._faults.after(call, answer), start_response)

    def _call(self, environ: dict[str, Any], request_id: str) -> ApiCall:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        key, region, service = _scope(environ)
        form = record.form_of(service, environ, body)
        return ApiCall(
            service=service,
            region=region,
            operation=form.get("Action") or environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")[2],
            form=form,
            identity=user_identity(key, self._account_id),
            mutates=record.is_mutating(service, form),
            request_id=request_id,
        )

    def _answer(self, environ: dict[str, Any]) -> Answer:
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            started[:] = [status, headers]

        body = b"".join(self._gateway(environ, start_response))
        status, _, reason = started[0].partition(" ")
        return Answer(int(status), reason, started[1], body)


def _send(answer: Answer, start_response: Any) -> list[bytes]:
    start_response(f"{answer.status} {answer.reason}", answer.headers)
    return [answer.body]

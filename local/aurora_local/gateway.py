"""The front door: every API call passes here, is recorded if it changes something, and is answered."""

import io
import logging
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import record
from .coded_error import coded_error, explain
from .iam import Enforcer, Request, refusal_answer
from .identity import user_identity

logger = logging.getLogger(__name__)
CREDENTIAL = re.compile(r"Credential=([^/]+)/\d{8}/([^/]+)/([^/]+)/aws4_request")
REQUEST_ID = re.compile(rb"(<(requestId|RequestId|RequestID)>)[^<]*(</\2>)")
ID_HEADERS = {"x-amzn-requestid", "x-amz-request-id"}


@dataclass
class Answer:
    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes


class Gateway:
    """A WSGI application around moto. `on_record` gets each record before the caller has its answer.

    Without an `enforcer` every call is allowed.
    """

    def __init__(
        self,
        account_id: str,
        on_record: Callable[[dict[str, Any]], None],
        local_api: Any,
        enforcer: Enforcer | None = None,
    ) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._account_id = account_id
        self._on_record = on_record
        self._local_api = local_api
        self._enforcer = enforcer

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if environ.get("PATH_INFO", "").startswith("/_local/"):
            return self._local_api(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        key, region, service = _scope(environ)
        request_id = str(uuid.uuid4())
        form = record.form_of(service, environ, body)
        recorded = record.is_mutating(service, form)
        identity = user_identity(key, self._account_id) if recorded else {}
        refused = self._refused(environ, body, record.parse_body(body), request_id)
        answer = refused or self._call_moto(environ, service, request_id)
        if service in record.SERVICES:
            answer = _with_request_id(answer, request_id)
        if recorded:
            call = record.Call(
                service=service,
                region=region,
                form=form,
                identity=identity,
                source_ip=environ.get("REMOTE_ADDR", "127.0.0.1"),
                user_agent=environ.get("HTTP_USER_AGENT", ""),
                request_id=request_id,
            )
            self._on_record(record.build(call, answer.status, answer.body))
        start_response(f"{answer.status} {answer.reason}", answer.headers)
        return [answer.body]

    def _refused(
        self, environ: dict[str, Any], body: bytes, form: dict[str, str], request_id: str
    ) -> Answer | None:
        if self._enforcer is None:
            return None
        key, region, service = _scope(environ)
        request = Request(
            service=service,
            region=region,
            account=self._account_id,
            method=environ["REQUEST_METHOD"],
            path=environ.get("PATH_INFO", ""),
            query=environ.get("QUERY_STRING", ""),
            target=environ.get("HTTP_X_AMZ_TARGET", ""),
            body=body,
            form=form,
            source_ip=environ.get("REMOTE_ADDR", "127.0.0.1"),
            user_agent=environ.get("HTTP_USER_AGENT", ""),
        )
        refusal = self._enforcer.refusal(key, request)
        if refusal is None:
            return None
        status, headers, text = refusal_answer(refusal, service, request_id)
        return Answer(status, "Forbidden" if status == 403 else "Bad Request", headers, text)

    def _call_moto(self, environ: dict[str, Any], service: str, request_id: str) -> Answer:
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            started[:] = [status, headers]

        try:
            body = b"".join(self._moto(environ, start_response))
        except Exception as exception:  # whatever moto lets escape must reach the SDK as a coded error
            logger.warning("moto failed on a call of %s", service, exc_info=True)
            code, message = explain(exception)
            body, content_type = coded_error(service, code, message, request_id)
            return Answer(
                400,
                "Bad Request",
                [
                    ("Content-Type", content_type),
                    ("Content-Length", str(len(body))),
                    ("x-amzn-RequestId", request_id),
                ],
                body,
            )
        status, _, reason = started[0].partition(" ")
        if int(status) >= 500 and body.lstrip()[:9].lower() == b"<!doctype":
            return self._html_answer(body, service, request_id)
        return Answer(int(status), reason, started[1], body)

    def _html_answer(self, page: bytes, service: str, request_id: str) -> Answer:
        text = re.sub(rb"<[^>]+>", b" ", page).decode(errors="replace")
        message = "the local AWS could not do this: " + " ".join(text.split())[:300]
        body, content_type = coded_error(service, "LocalAwsFailure", message, request_id)
        headers = [("Content-Type", content_type), ("Content-Length", str(len(body)))]
        return Answer(400, "Bad Request", headers, body)


def _scope(environ: dict[str, Any]) -> tuple[str, str, str]:
    match = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    return match.groups() if match else ("", "us-east-1", "")


def _with_request_id(answer: Answer, request_id: str) -> Answer:
    """The id in the answer, in its header and in the record is one: an audit trail is joined by it."""
    body = REQUEST_ID.sub(rb"\g<1>" + request_id.encode() + rb"\g<3>", answer.body)
    headers = [
        (name, value) for name, value in answer.headers if name.lower() not in ID_HEADERS | {"content-length"}
    ]
    headers += [("x-amzn-RequestId", request_id), ("Content-Length", str(len(body)))]
    return Answer(answer.status, answer.reason, headers, body)

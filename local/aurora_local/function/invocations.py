"""Lambda's Invoke: runs a deployed function for whoever calls the endpoint.

https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
"""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from ..faults.refusals import refusal
from ..gateway import Answer
from .runner import Runner

PATH = re.compile(r"/2015-03-31/functions/([^/]+)/invocations/?$")


class Invocations:
    def __init__(self, runner: Callable[[], Runner | None]) -> None:
        self._runner = runner

    def answer(self, environ: dict[str, Any], request_id: str) -> Answer | None:
        """The answer to an Invoke; nothing if the call is another one."""
        match = PATH.match(environ.get("PATH_INFO", ""))
        if not match or environ["REQUEST_METHOD"] != "POST":
            return None
        name = _name(unquote(match.group(1)))
        runner = self._runner()
        if runner is None or not runner.has(name):
            message = f"no function {name} runs here"
            return refusal("lambda", "ResourceNotFoundException", 404, message, request_id)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            payload = json.loads(body) if body.strip() else {}
        except ValueError as error:
            message = f"Could not parse request body into json: {error}"
            return refusal("lambda", "InvalidRequestContentException", 400, message, request_id)
        kind = environ.get("HTTP_X_AMZ_INVOCATION_TYPE", "RequestResponse")
        return self._run(runner, name, payload, kind, request_id)

    def _run(self, runner: Runner, name: str, payload: Any, kind: str, request_id: str) -> Answer:
        if kind == "DryRun":
            return _answer(204, b"", request_id)
        if kind == "Event":
            runner.invoke_later(name, payload, "invoke")
            return _answer(202, b"", request_id)
        result = runner.invoke(name, payload, "invoke")
        if result.error is not None:
            return _answer(200, json.dumps(result.error).encode(), request_id, "Unhandled")
        return _answer(200, json.dumps(result.response).encode(), request_id)


def _name(given: str) -> str:
    """A function by its name or ARN, with or without a version or alias."""
    if ":function:" in given:
        given = given.split(":function:")[1]
    return given.split(":")[0]


def _answer(status: int, body: bytes, request_id: str, error: str | None = None) -> Answer:
    reason = {200: "OK", 202: "Accepted", 204: "No Content"}[status]
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("x-amzn-RequestId", request_id),
        ("X-Amz-Executed-Version", "$LATEST"),
    ]
    if error:
        headers.append(("X-Amz-Function-Error", error))
    return Answer(status, reason, headers, body)

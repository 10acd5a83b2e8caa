"""One execution environment: a process, its Runtime API, and invocations one after the other."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..stack import Function
from . import process
from .runtime_api import Invocation, RuntimeApi
from .session import Session

INIT_SECONDS = 60


@dataclass(frozen=True)
class Result:
    response: Any
    error: dict[str, Any] | None
    ms: float


@dataclass(frozen=True)
class Host:
    """What an environment is told about the world: nothing of this machine but a path and a home."""

    region: str
    endpoint: str


class Environment:
    """Started at its first invocation, and again after its process died or ran out of time."""

    def __init__(
        self,
        function: Function,
        command: list[str],
        directory: str,
        host: Host,
        session: Callable[[], Session],
        on_line: Callable[[str], None],
    ) -> None:
        self._function = function
        self._command = command
        self._directory = directory
        self._host = host
        self._session = session
        self._on_line = on_line
        self._api: RuntimeApi | None = None
        self._process: Any = None
        self._lock = threading.Lock()
        self._closed = False

    def invoke(self, event: Any) -> Result:
        with self._lock:
            begun = time.monotonic()
            error = self._ensure_started()
            if error:
                return Result(None, error, _ms(begun))
            timeout = self._function.timeout
            invocation = Invocation(
                payload=json.dumps(event).encode(),
                function_arn=self._function.arn,
                deadline_ms=int((time.time() + timeout) * 1000),
            )
            self._api.submit(invocation)
            error = self._await(invocation, timeout)
            if error:
                self._end()
                return Result(None, error, _ms(begun))
            response, bad = _decode(invocation)
            return Result(response, invocation.error or bad, _ms(begun))

    def _await(self, invocation: Invocation, timeout: int) -> dict[str, Any] | None:
        """What went wrong around the function, if anything did. A dead process is noticed at once."""
        deadline = time.monotonic() + timeout
        while not invocation.done.wait(0.05):
            if self._process.poll() is not None:
                return {
                    "errorType": "Runtime.ExitError",
                    "errorMessage": f"RequestId: {invocation.request_id} "
                    f"Error: Runtime exited with status {self._process.returncode}",
                }
            if time.monotonic() > deadline:
                return {
                    "errorType": "Sandbox.Timedout",
                    "errorMessage": f"RequestId: {invocation.request_id} "
                    f"Error: Task timed out after {timeout}.00 seconds",
                }
        return None

    def _ensure_started(self) -> dict[str, Any] | None:
        if self._closed:
            return {"errorType": "LocalAws.Stopped", "errorMessage": "the local AWS is stopping"}
        if self._process is not None and self._process.poll() is None:
            return None
        self._end()
        self._api = RuntimeApi()
        self._process = process.start(self._command, self._variables(), self._directory, self._on_line)
        deadline = time.monotonic() + INIT_SECONDS
        while not self._api.ready.wait(0.02):
            if self._process.poll() is not None or time.monotonic() > deadline:
                status = self._process.poll()
                self._end()
                reason = "did not ask for work in time" if status is None else f"exited with status {status}"
                return {"errorType": "Runtime.InitError", "errorMessage": f"the process {reason}"}
        error = self._api.init_error
        if error:
            self._end()
        return error

    def _variables(self) -> dict[str, str]:
        own = variables(self._function, self._host, self._session(), self._directory)
        return {**own, "AWS_LAMBDA_RUNTIME_API": self._api.address}

    def _end(self) -> None:
        if self._process is not None:
            process.stop(self._process)
            self._process = None
        if self._api is not None:
            self._api.fail_all({"errorType": "LocalAws.Stopped", "errorMessage": "the process was ended"})
            self._api.close()
            self._api = None

    def close(self) -> None:
        """End it now, also in the middle of an invocation."""
        self._closed = True
        running = self._process
        if running is not None:
            process.stop(running)
        with self._lock:
            self._end()


def _decode(invocation: Invocation) -> tuple[Any, dict[str, Any] | None]:
    try:
        return json.loads(invocation.response or b"null"), None
    except ValueError:
        return None, {"errorType": "Runtime.MalformedResponse", "errorMessage": "the response is not JSON"}


def _ms(begun: float) -> float:
    return round((time.monotonic() - begun) * 1000, 1)


def variables(function: Function, host: Host, session: Session, directory: str) -> dict[str, str]:
    """The template's variables and Lambda's own. The role's session is the only credential in them."""
    return {
        **function.environment,
        "AWS_ACCESS_KEY_ID": session.access_key,
        "AWS_DEFAULT_REGION": host.region,
        "AWS_ENDPOINT_URL": host.endpoint,
        "AWS_EXECUTION_ENV": "AWS_Lambda_java25",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
        "AWS_LAMBDA_FUNCTION_NAME": function.name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
        "AWS_LAMBDA_LOG_STREAM_NAME": "local",
        "AWS_REGION": host.region,
        "AWS_SECRET_ACCESS_KEY": session.secret_key,
        "AWS_SESSION_TOKEN": session.token,
        "HOME": "/tmp",
        "LAMBDA_TASK_ROOT": directory,
        "LANG": "en_US.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "TZ": ":UTC",
        "_HANDLER": function.handler,
    }

"""The Lambda Runtime API: how a function's process asks for work and answers.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import json
import queue
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PREFIX = "/2018-06-01/runtime"
SHUTDOWN_POLL = 0.02


@dataclass
class Invocation:
    payload: bytes
    function_arn: str
    deadline_ms: int
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    done: threading.Event = field(default_factory=threading.Event)
    response: bytes | None = None
    error: dict[str, Any] | None = None


class RuntimeApi:
    """One loopback port for one environment; `invoke` is answered by the process behind it."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[Invocation | None] = queue.Queue()
        self._running: dict[str, Invocation] = {}
        self.ready = threading.Event()
        self.init_error: dict[str, Any] | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(
            target=self._server.serve_forever, args=(SHUTDOWN_POLL,), name="runtime-api", daemon=True
        ).start()

    def submit(self, invocation: Invocation) -> None:
        self._running[invocation.request_id] = invocation
        self._waiting.put(invocation)

    def close(self) -> None:
        self._waiting.put(None)
        self._server.shutdown()
        self._server.server_close()

    def next(self) -> Invocation | None:
        """Block until there is work; nothing when the environment ends."""
        self.ready.set()
        return self._waiting.get()

    def finish(self, request_id: str, response: bytes | None, error: dict[str, Any] | None) -> bool:
        invocation = self._running.pop(request_id, None)
        if invocation is None:
            return False
        invocation.response, invocation.error = response, error
        invocation.done.set()
        return True

    def fail_all(self, error: dict[str, Any]) -> None:
        """The process is gone: what it was given will never be answered."""
        for request_id in [*self._running]:
            self.finish(request_id, None, error)

    def fail_init(self, error: dict[str, Any]) -> None:
        self.init_error = error
        self.ready.set()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body in one packet: in two, the client's delayed acknowledgement costs 40 ms each way.
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                if self.path != f"{PREFIX}/invocation/next":
                    self._reply(404, {"errorMessage": f"no such path: {self.path}"})
                    return
                invocation = api.next()
                if invocation is None:
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(invocation.payload)))
                self.send_header("Lambda-Runtime-Aws-Request-Id", invocation.request_id)
                self.send_header("Lambda-Runtime-Deadline-Ms", str(invocation.deadline_ms))
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", invocation.function_arn)
                self.send_header("Lambda-Runtime-Trace-Id", _trace_id())
                self.end_headers()
                self.wfile.write(invocation.payload)

            def do_POST(self) -> None:
                body = self._body()
                parts = self.path.removeprefix(f"{PREFIX}/").split("/")
                if parts == ["init", "error"]:
                    api.fail_init(_error(body))
                    self._reply(202, {"status": "OK"})
                elif parts[0] == "invocation" and parts[2:] in (["response"], ["error"]):
                    failed = parts[2] == "error"
                    known = api.finish(parts[1], None if failed else body, _error(body) if failed else None)
                    self._reply(202 if known else 400, {"status": "OK" if known else "unknown request id"})
                else:
                    self._reply(404, {"errorMessage": f"no such path: {self.path}"})

            def _body(self) -> bytes:
                if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
                    return b"".join(self._chunks())
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))

            def _chunks(self):
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    yield self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()

            def _reply(self, status: int, answer: dict[str, Any]) -> None:
                text = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: Any) -> None:
                """One line a poll would drown the function's own log."""

        return Handler


def _error(body: bytes) -> dict[str, Any]:
    try:
        error = json.loads(body)
    except ValueError:
        error = None
    return error if isinstance(error, dict) else {"errorMessage": body.decode(errors="replace")}


def _trace_id() -> str:
    return f"Root=1-{int(time.time()):08x}-{uuid.uuid4().hex[:24]};Parent={uuid.uuid4().hex[:16]};Sampled=0"

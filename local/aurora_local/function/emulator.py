"""A function in Lambda's own runtime interface emulator, which the wheel of aws-sam-cli holds."""

import json
import platform
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import samcli

from . import process

START_SECONDS = 20
PATH = "/2015-03-31/functions/function/invocations"


class Emulator:
    """`with Emulator(command, …) as emulator:`; the first event starts the function's process.

    `environment` is all that emulator and function know; `on_line` gets what either prints.
    """

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str],
        directory: str,
        on_line: Callable[[str], None] = lambda line: None,
    ) -> None:
        api, runtime = _free_ports(2)
        self._url = f"http://127.0.0.1:{api}"
        self._command = [
            *[str(_binary()), "--runtime-interface-emulator-address", f"127.0.0.1:{api}"],
            *["--runtime-api-address", f"127.0.0.1:{runtime}", *command],
        ]
        self._environment = environment
        self._directory = directory
        self._on_line = on_line

    def __enter__(self) -> "Emulator":
        self._process = process.start(self._command, self._environment, self._directory, self._on_line)
        deadline = time.monotonic() + START_SECONDS
        while not answers(self._url):
            if self._process.poll() is not None or time.monotonic() > deadline:
                process.stop(self._process)
                raise RuntimeError("the emulator did not start")
            time.sleep(0.02)
        return self

    def __exit__(self, *_: Any) -> None:
        process.stop(self._process)

    def invoke(self, event: Any, seconds: float = 60) -> Any:
        request = urllib.request.Request(self._url + PATH, data=json.dumps(event).encode())
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return json.loads(answer.read())

    @property
    def function(self) -> int:
        """The function's process; any thread of the emulator may have started it."""
        return next(
            int(child)
            for task in Path(f"/proc/{self._process.pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        )


def answers(url: str) -> bool:
    """Whether anything is there, whatever it says."""
    try:
        urllib.request.urlopen(url, timeout=2).read()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _binary() -> Path:
    machine = "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
    return Path(samcli.__file__).parent / f"local/rapid/aws-lambda-rie-{machine}"


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports

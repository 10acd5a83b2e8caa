"""A child process that never outlives this one.

It runs in a session of its own, so that all it started can be ended together, and the kernel kills it
when its parent dies without a word.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 2
_libc = ctypes.CDLL(None, use_errno=True)
# The kernel takes the end of the thread that started a child for the end of its parent, so all are
# started by one that lasts, and not by the thread of a request.
_starter = ThreadPoolExecutor(1, thread_name_prefix="function-start")


def start(command: list[str], environment: dict[str, str], directory: str, on_line: Callable[[str], None]):
    """Start it; each line that it prints, on either stream, goes to `on_line`."""
    parent = os.getpid()

    def before_exec() -> None:
        if hasattr(_libc, "prctl"):
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    process = _starter.submit(
        subprocess.Popen,
        command,
        env=environment,
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=before_exec,
    ).result()
    threading.Thread(target=_read, args=(process, on_line), name="function-log", daemon=True).start()
    return process


def _read(process: subprocess.Popen, on_line: Callable[[str], None]) -> None:
    for line in process.stdout:
        on_line(line.decode(errors="replace").rstrip("\n"))
    process.stdout.close()


def stop(process: subprocess.Popen) -> None:
    """End the process and all that it started."""
    if process.poll() is None:
        _signal_group(process, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
    _signal_group(process, signal.SIGKILL)
    process.wait()


def _signal_group(process: subprocess.Popen, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)

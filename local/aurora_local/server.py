"""A threaded WSGI server on the loopback address, and nowhere else."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

HOST = "127.0.0.1"
SHUTDOWN_POLL = 0.02


class QuietHandler(MotoRequestHandler):
    """One line a request on stderr would bury what the server has to say."""

    def log(self, type: str, message: str, *args: Any) -> None:
        logging.getLogger("aurora_local.http").debug(message, *args)


class Server:
    def __init__(self, application: Any, port: int = 0) -> None:
        self._server = make_server(HOST, port, application, threaded=True, request_handler=QuietHandler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.endpoint = f"http://{HOST}:{self.port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(SHUTDOWN_POLL,), name="http", daemon=True
        )

    def put_before(self, wrap: Callable[[Any], Any]) -> None:
        """Let an application answer in the place of the present one, which it is given."""
        self._server.app = wrap(self._server.app)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

"""Queues are polled, batches are handed to environments, and what succeeded is deleted."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty
from queue import Queue as Pool
from typing import Any

from moto.sqs.models import sqs_backends

from ..dispatch import queue_of
from ..log import EventLog
from ..stack import DeployedStack, Function, Mapping
from .environment import Environment, Host, Result
from .session import assume
from .sqs_event import event_ids, failed_messages, sqs_event

POLL_SECONDS = 0.1
# AWS tries an asynchronous invocation that failed again after one minute and after two more.
RETRY_SECONDS = (1.0, 2.0)
Command = Callable[[Function], tuple[list[str], str]]


class Runner:
    """One poller a mapping; `concurrency` environments a function; started and stopped as a whole.

    `command` gives the command line of a function and the folder to start it in.
    """

    def __init__(
        self,
        stack: DeployedStack,
        account_id: str,
        endpoint: str,
        log: EventLog,
        command: Command,
        concurrency: int = 1,
    ) -> None:
        self._account_id = account_id
        self._log = log
        self._stopping = threading.Event()
        self._environments: list[Environment] = []
        self._threads: list[threading.Thread] = []
        functions = self._functions = {function.name: function for function in stack.functions}
        host = Host(stack.region, endpoint)
        self._pools = {
            name: self._pool(function, host, command, concurrency) for name, function in functions.items()
        }
        self._executor = ThreadPoolExecutor(max_workers=max(1, len(functions) * concurrency))
        for mapping in stack.mappings:
            self._threads.append(
                threading.Thread(
                    target=self._poll,
                    args=(mapping, functions[mapping.function]),
                    name=f"poller-{mapping.function}",
                    daemon=True,
                )
            )

    def _pool(self, function: Function, host: Host, command: Command, concurrency: int) -> Pool:
        words, directory = command(function)
        pool: Pool[Environment] = Pool()

        def on_line(line: str) -> None:
            self._log.add("log", function=function.name, logicalId=function.logical_id, line=line)

        for _ in range(concurrency):
            environment = Environment(
                function,
                words,
                directory,
                host,
                lambda: assume(self._account_id, host.region, function.role_arn, function.name),
                on_line,
            )
            self._environments.append(environment)
            pool.put(environment)
        return pool

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopping.set()
        for environment in self._environments:
            environment.close()
        for thread in self._threads:
            thread.join(5)
        self._executor.shutdown(wait=True)

    def has(self, name: str) -> bool:
        return name in self._functions

    def invoke(self, name: str, event: Any, trigger: str) -> Result:
        """Run a function once, when an environment is free, and wait for its answer."""
        pool = self._pools[name]
        while (environment := self._free(pool)) is None:
            if self._stopping.is_set():
                return Result(None, {"errorType": "LocalAws.Stopped", "errorMessage": "stopping"}, 0.0)
        try:
            result = environment.invoke(event)
        finally:
            pool.put(environment)
        function = self._functions[name]
        self._log.add(
            "invoked",
            function=name,
            logicalId=function.logical_id,
            trigger=trigger,
            messageIds=[],
            eventIDs=[],
            ms=result.ms,
            failures=[],
            error=result.error,
        )
        return result

    def invoke_later(self, name: str, event: Any, trigger: str) -> None:
        """Run a function without waiting; if it fails, twice more."""
        threading.Thread(
            target=self._try, args=(name, event, trigger), name=f"async-{name}", daemon=True
        ).start()

    def _try(self, name: str, event: Any, trigger: str) -> None:
        for pause in (*RETRY_SECONDS, None):
            if self.invoke(name, event, trigger).error is None or pause is None:
                return
            if self._stopping.wait(pause):
                return

    def _poll(self, mapping: Mapping, function: Function) -> None:
        queue = queue_of(self._account_id, mapping.queue_arn)
        pool = self._pools[function.name]
        while not self._stopping.is_set():
            environment = self._free(pool)
            if environment is None:
                continue
            messages = self._receive(queue, mapping.batch_size)
            if not messages:
                pool.put(environment)
                queue.wait_for_messages(POLL_SECONDS)
                continue
            self._executor.submit(self._work, environment, pool, mapping, function, messages)

    def _free(self, pool: Pool) -> Environment | None:
        try:
            return pool.get(timeout=POLL_SECONDS)
        except Empty:
            return None

    def _receive(self, queue: Any, count: int) -> list[Any]:
        with queue._messages_lock:
            backend = sqs_backends[self._account_id][queue.region]
            return backend.receive_message(queue.name, min(count, 10), 0, queue.visibility_timeout, ["All"])

    def _work(
        self, environment: Environment, pool: Pool, mapping: Mapping, function: Function, messages: list[Any]
    ) -> None:
        try:
            result = environment.invoke(sqs_event(messages, mapping.queue_arn))
            failures = {message.id for message in messages}
            if result.error is None:
                failures = failed_messages(result.response, messages, mapping.partial)
            self._delete(mapping, [message for message in messages if message.id not in failures])
            self._log.add(
                "invoked",
                function=function.name,
                logicalId=function.logical_id,
                trigger="queue",
                messageIds=[message.id for message in messages],
                eventIDs=event_ids(messages),
                ms=result.ms,
                failures=sorted(failures),
                error=result.error,
            )
        finally:
            pool.put(environment)

    def _delete(self, mapping: Mapping, messages: list[Any]) -> None:
        backend = sqs_backends[self._account_id][mapping.queue_arn.split(":")[3]]
        for message in messages:
            backend.delete_message(mapping.queue_arn.rsplit(":", 1)[-1], message.receipt_handle)

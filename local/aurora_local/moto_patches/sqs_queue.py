"""Queues that several threads use, and that moto itself does not empty.

Stock moto hands a message to a mapped function while it is being sent, and deletes it. Its deletion
replaces the message list without the lock, so that a message sent meanwhile is lost.
"""

from typing import Any

from moto.sqs.models import Message, Queue

from .observer import tell


class _NoMappings:
    """Queues keep no mappings of their own: the runner's pollers receive from them."""

    def __get__(self, queue: Queue | None, owner: type[Queue]) -> dict[str, Any]:
        return {}

    def __set__(self, queue: Queue, value: dict[str, Any]) -> None:
        """Moto's constructor assigns an empty table."""


def install() -> None:
    stock_delete, stock_add = Queue.delete_message, Queue.add_message

    def delete_message(self: Queue, receipt_handle: str) -> None:
        with self._messages_lock:
            stock_delete(self, receipt_handle)

    def add_message(self: Queue, message: Message) -> None:
        stock_add(self, message)
        if message.approximate_receive_count:
            tell("dead-letter", messageId=message.id, queue=self.name, body=message.body)

    Queue.lambda_event_source_mappings = _NoMappings()
    Queue.delete_message = delete_message
    Queue.add_message = add_message

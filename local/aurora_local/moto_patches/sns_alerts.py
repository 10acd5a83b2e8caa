"""What is published to a topic is told to the observer, as each kind of subscriber would read it."""

import json
from typing import Any

from moto.sns.exceptions import InvalidParameterValue
from moto.sns.models import Topic

from .observer import tell


def install() -> None:
    stock_publish = Topic.publish

    def publish(self: Topic, message: str, *args: Any, **kwargs: Any) -> str:
        texts = {"default": message}
        if kwargs.get("message_structure") == "json":
            texts = _per_protocol(message)
        message_id = stock_publish(self, message, *args, **kwargs)
        tell(
            "alert",
            messageId=message_id,
            topic=self.arn,
            subject=kwargs.get("subject"),
            text=texts.get("email", texts["default"]),
            body=_as_json(texts["default"]),
            attributes={
                name: value.get("Value") for name, value in (kwargs.get("message_attributes") or {}).items()
            },
        )
        return message_id

    Topic.publish = publish


def _per_protocol(message: str) -> dict[str, str]:
    """With MessageStructure `json` the message is an object of texts, and one of them is `default`."""
    texts = _as_json(message)
    if not isinstance(texts, dict) or not isinstance(texts.get("default"), str):
        raise InvalidParameterValue("Message Structure - No default entry in JSON message body")
    return texts


def _as_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text

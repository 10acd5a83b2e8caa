"""Calls on KMS that depend on the key's state, by id or ARN, with the answers that AWS gives.

Stock moto takes ids only in the calls that change a state, lets a key be enabled that is to be deleted,
and keeps one that was not to be. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
"""

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse

PENDING = "PendingDeletion"


def _need(backend: KmsBackend, key_id: str, pending: bool) -> str:
    """The key's id, if its state allows the call."""
    key = backend.keys[backend.get_key_id(key_id)]
    if (key.key_state == PENDING) != pending:
        is_so = "is pending deletion." if key.key_state == PENDING else "is not pending deletion."
        raise JsonRESTError("KMSInvalidStateException", f"{key.arn} {is_so}")
    return key.id


def _when(stock: Any, pending: bool) -> Any:
    def call(self: KmsBackend, key_id: str, *rest: Any) -> Any:
        return stock(self, _need(self, key_id, pending), *rest)

    return call


def _described(stock: Any) -> Any:
    """The answers of scheduling and cancelling a deletion name the key by its ARN."""

    def call(self: KmsResponse) -> str:
        answer = json.loads(stock(self))
        key = self.kms_backend.describe_key(answer["KeyId"])
        answer["KeyId"] = key.arn
        if key.key_state == PENDING:
            answer["KeyState"] = PENDING
            answer["PendingWindowInDays"] = self._get_param("PendingWindowInDays") or 30
        return json.dumps(answer)

    return call


def install() -> None:
    for name, pending in (
        ("disable_key", False),
        ("enable_key", False),
        ("schedule_key_deletion", False),
        ("cancel_key_deletion", True),
    ):
        setattr(KmsBackend, name, _when(getattr(KmsBackend, name), pending))
    for name in ("schedule_key_deletion", "cancel_key_deletion"):
        setattr(KmsResponse, name, _described(getattr(KmsResponse, name)))

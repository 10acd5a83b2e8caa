"""Rotation of secrets without its function: switched on and off as on AWS, and nothing is rotated.

Stock moto runs the function's four steps in Docker, and leaves a version behind where none is due.
https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
"""

import time
from typing import Any

from moto.secretsmanager.exceptions import InvalidRequestException, SecretNotFoundException
from moto.secretsmanager.models import SecretsManagerBackend

A_DAY = 86_400


def _rotate_secret(
    self: SecretsManagerBackend,
    secret_id: str,
    client_request_token: str | None = None,
    rotation_lambda_arn: str | None = None,
    rotation_rules: dict[str, Any] | None = None,
    rotate_immediately: bool = True,
) -> str:
    if not self._is_valid_identifier(secret_id):
        raise SecretNotFoundException()
    secret: Any = self.secrets[secret_id]
    if secret.is_deleted():
        raise InvalidRequestException("The secret is marked for deletion.")
    secret.rotation_lambda_arn = rotation_lambda_arn or secret.rotation_lambda_arn or ""
    secret.auto_rotate_after_days = (rotation_rules or {}).get(
        "AutomaticallyAfterDays", secret.auto_rotate_after_days
    )
    secret.next_rotation_date = int(time.time()) + secret.auto_rotate_after_days * A_DAY
    secret.rotation_requested = True
    secret.rotation_enabled = True
    return secret.to_short_dict()


def install() -> None:
    SecretsManagerBackend.rotate_secret = _rotate_secret

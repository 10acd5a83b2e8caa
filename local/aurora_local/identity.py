"""Who called: an access key becomes CloudTrail's `userIdentity`."""

from typing import Any

from moto.core.utils import iso_8601_datetime_without_milliseconds
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

PARTITION = "aws"


def user_identity(access_key: str, default_account: str) -> dict[str, Any]:
    """The identity behind a key: a role's session, a user, or (a key nobody knows) the root user.

    It must be read before the call is made: DeleteAccessKey and DeleteRole remove what it reads.
    """
    for account in [*sts_backends]:
        session = sts_backends[account][PARTITION].get_assumed_role_from_access_key(access_key)
        if session:
            return _assumed_role(session, access_key)
    for account in [*iam_backends]:
        for user in [*iam_backends[account][PARTITION].users.values()]:
            if any(key.access_key_id == access_key for key in user.access_keys):
                return {
                    "type": "IAMUser",
                    "principalId": user.id,
                    "arn": user.arn,
                    "accountId": account,
                    "accessKeyId": access_key,
                    "userName": user.name,
                }
    return {
        "type": "Root",
        "principalId": default_account,
        "arn": f"arn:aws:iam::{default_account}:root",
        "accountId": default_account,
        "accessKeyId": access_key,
    }


def _assumed_role(session: Any, access_key: str) -> dict[str, Any]:
    role_id, session_name = session.user_id.split(":", 1)
    return {
        "type": "AssumedRole",
        "principalId": f"{role_id}:{session_name}",
        "arn": session.arn,
        "accountId": session.account_id,
        "accessKeyId": access_key,
        "sessionContext": {
            "sessionIssuer": {
                "type": "Role",
                "principalId": role_id,
                "arn": session.role_arn,
                "accountId": session.account_id,
                "userName": session.role_arn.rsplit("/", 1)[-1],
            },
            "attributes": {
                "creationDate": iso_8601_datetime_without_milliseconds(session.access_key.create_date),
                "mfaAuthenticated": "false",
            },
        },
    }


def caller_role(identity: dict[str, Any]) -> str | None:
    """The ARN of the role behind a session, or nothing for users and root."""
    return identity.get("sessionContext", {}).get("sessionIssuer", {}).get("arn")

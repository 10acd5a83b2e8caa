"""The credentials of a function: a session of its role, given only if the role trusts Lambda."""

from dataclasses import dataclass

from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from ..iam import allows_service

SESSION_SECONDS = 43_200


class Untrusted(Exception):
    """The role's trust policy does not let Lambda assume it."""


@dataclass(frozen=True)
class Session:
    access_key: str
    secret_key: str
    token: str


def assume(account_id: str, region: str, role_arn: str, function_name: str) -> Session:
    role = iam_backends[account_id]["aws"].get_role_by_arn(role_arn)
    context = {"aws:SourceAccount": account_id}
    if not allows_service(
        role.assume_role_policy_document, "lambda.amazonaws.com", "sts:AssumeRole", role_arn, context
    ):
        raise Untrusted(f"{role_arn} does not let lambda.amazonaws.com assume it")
    assumed = sts_backends[account_id]["aws"].assume_role(
        region_name=region,
        role_session_name=function_name,
        role_arn=role_arn,
        policy=None,
        duration=SESSION_SECONDS,
        external_id=None,
    )
    return Session(assumed.access_key_id, assumed.secret_access_key, assumed.session_token)

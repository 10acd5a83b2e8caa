"""Before a call reaches moto: may its caller make it?"""

import logging
from typing import Any

from .call import MODELS, ApiCall, Request, read
from .checks import Check, checks_of, known
from .context import Context
from .denial import Refusal, denied, denied_by_key, undecidable, unknown_key
from .evaluate import Decision, decide
from .principal import Principal
from .state import key_of, principal_of, resource_policy, role_principal
from .undecidable import Undecidable

logger = logging.getLogger(__name__)
# What a call needs of the customer managed key of the queue or topic that it uses.
# https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
THROUGH_KEYS = {
    "sns:Publish": ("kms:GenerateDataKey", "kms:Decrypt"),
    "sqs:SendMessage": ("kms:GenerateDataKey", "kms:Decrypt"),
    "sqs:ReceiveMessage": ("kms:Decrypt",),
}


class Enforcer:
    """Says why a call is refused, or nothing when it may pass."""

    def __init__(self, account: str) -> None:
        self._account = account

    def refusal(self, access_key: str, request: Request) -> Refusal | None:
        try:
            who = principal_of(access_key, self._account)
            if who is None:
                return unknown_key(request.service)
            return self._refused(who, request, read(request))
        except Undecidable as error:
            logger.warning("%s: %s", request.service, error)
            return undecidable(str(error))
        except (AttributeError, KeyError, TypeError) as error:
            return undecidable(f"the parameters of this call cannot be read: {type(error).__name__} {error}")

    def role_refusal(
        self, role_arn: str, region: str, service: str, operation: str, params: dict[str, Any]
    ) -> Refusal | None:
        """Why a service that works with this role would be refused, or nothing."""
        who = role_principal(self._account, role_arn)
        return self.refusal_of(who, region, service, operation, params)

    def refusal_of(
        self, who: Principal, region: str, service: str, operation: str, params: dict[str, Any]
    ) -> Refusal | None:
        """Why a call that is made in somebody's name would be refused, or nothing."""
        request = Request(service, region, self._account)
        try:
            call = ApiCall(MODELS.get(service, service), operation, region, self._account, params)
            return self._refused(who, request, call)
        except Undecidable as error:
            return undecidable(str(error))

    def _refused(self, who: Principal, request: Request, call: ApiCall) -> Refusal | None:
        for check in checks_of(call, who.arn):
            decision = decision_on(who, request, call, check)
            if not decision.allowed:
                action = check.action.name
                return denied(request.service, who.caller_arn, action, check.resource, decision.why)
            for key_check, through in self._of_key(call, check):
                decision = decision_on(who, request, through, key_check)
                if not decision.allowed:
                    action = key_check.action.name
                    return denied_by_key(
                        request.service, who.caller_arn, action, key_check.resource, decision.why
                    )
        return None

    def _of_key(self, call: ApiCall, check: Check) -> list[tuple[Check, ApiCall]]:
        """The service uses the key in its caller's name."""
        needed = THROUGH_KEYS.get(check.action.name, ())
        key = key_of(call.service, check.resource) if needed and check.resource != "*" else None
        if not key:
            return []
        kind = "topic" if call.service == "sns" else "queue"
        context = {f"aws:{call.service}:{kind}Arn": check.resource}
        through = ApiCall(
            "kms", "Decrypt", call.region, call.account, {"KeyId": key, "EncryptionContext": context}
        )
        keys: dict[str, Any] = {
            "kms:viaservice": [f"{call.service}.{call.region}.amazonaws.com"],
            "aws:viaawsservice": ["true"],
            "aws:calledvia": [f"{call.service}.amazonaws.com"],
            "aws:calledviafirst": [f"{call.service}.amazonaws.com"],
            "aws:calledvialast": [f"{call.service}.amazonaws.com"],
        }
        (one,) = checks_of(through, "")
        return [(Check(known(name), one.resource, keys), through) for name in needed]


def decision_on(who: Principal, request: Request, call: ApiCall, check: Check) -> Decision:
    lookup = Context(request, call, who, check).lookup
    policy = resource_policy(check.action.name, check.resource, who.account)
    return decide(who, check.action.name, check.resource, lookup, policy)

"""IAM as AWS evaluates it: who may call what, decided for every call that passes the gateway."""

from .allows import allows_service
from .call import Request
from .denial import refusal_answer
from .enforcer import Enforcer
from .state import ROOT_KEY, user_principal
from .undecidable import Undecidable

__all__ = [
    "ROOT_KEY",
    "Enforcer",
    "Request",
    "Undecidable",
    "allows_service",
    "refusal_answer",
    "user_principal",
]

"""The condition keys of a call: what is known, what is rightly absent, and what must not be guessed.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

import datetime
from typing import Any

from .call import ApiCall, Request
from .checks import Check
from .keys import lowered, of_call, request_tags
from .principal import Kind, Principal
from .tags import tags_of, vpc_of
from .undecidable import Undecidable

# Global keys that no call here has: there is no organisation, no VPC endpoint, no federation, no MFA.
ABSENT = {
    "aws:assumedroot",
    "aws:chatbotsourcearn",
    "aws:ec2instancesourceprivateipv4",
    "aws:ec2instancesourcevpc",
    "aws:federatedprovider",
    "aws:multifactorauthage",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:referer",
    "aws:resourceorgid",
    "aws:resourceorgpaths",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceidentity",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:vpcsourceip",
    "aws:vpceaccount",
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
}
TAG_KEYS = (
    "aws:resourcetag/",
    "ec2:resourcetag/",
    "iam:resourcetag/",
    "rds:cluster-tag/",
    "rds:db-tag/",
    "rds:cluster-snapshot-tag/",
    "rds:cluster-pg-tag/",
    "rds:pg-tag/",
    "rds:subgrp-tag/",
)


class Context:
    """Condition keys by their names in small letters; each is found out only when a policy asks for it."""

    def __init__(self, request: Request, call: ApiCall, who: Principal, check: Check) -> None:
        self._call = call
        self._check = check
        self._keys: dict[str, Any] = {**_of_request(request), **_of_principal(who), **of_call(call)}
        self._keys["aws:resourceaccount"] = check.resource.split(":")[4:5] or [call.account]
        self._keys |= check.keys

    def lookup(self, key: str) -> list[str] | None:
        found = self._keys.get(key)
        if callable(found):
            return found()
        if key in self._keys:
            return [found] if isinstance(found, str) else found
        return self._looked_up(key)

    def _looked_up(self, key: str) -> list[str] | None:
        resource = self._check.resource
        for prefix in TAG_KEYS:
            if key.startswith(prefix):
                return tags_of(self._call, resource).get(key.removeprefix(prefix))
        if key.startswith(("aws:requesttag/", "rds:req-tag/")):
            return request_tags(self._call).get(key.partition("/")[2])
        if key.startswith("kms:encryptioncontext:"):
            sent = self._call.params.get("EncryptionContext") or {}
            return lowered(sent).get(key.removeprefix("kms:encryptioncontext:"))
        if key == "ec2:vpc":
            return vpc_of(self._call, resource)
        if key.startswith("aws:principaltag/") or key in ABSENT:
            return None
        if key.startswith("aws:") or key in self._check.action.keys or _listed(key, self._check):
            raise Undecidable(
                f"the local AWS does not know the condition key {key} of {self._check.action.name}"
            )
        return None


def _listed(key: str, check: Check) -> bool:
    return any(key.startswith(one) for one in check.action.keys if one.endswith(("/", ":")))


def _of_request(request: Request) -> dict[str, Any]:
    now = datetime.datetime.now(datetime.UTC)
    return {
        "aws:requestedregion": request.region,
        "aws:sourceip": request.source_ip,
        "aws:useragent": request.user_agent,
        # Plain HTTP on the loopback address stands for the TLS that SDKs speak with AWS.
        "aws:securetransport": "true",
        "aws:currenttime": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "aws:epochtime": str(int(now.timestamp())),
        "aws:viaawsservice": "false",
    }


def _of_principal(who: Principal) -> dict[str, Any]:
    keys: dict[str, Any] = {
        "aws:principalarn": who.arn,
        "aws:principalaccount": who.account,
        "aws:principaltype": {Kind.ROOT: "Account"}.get(who.kind, who.kind.value),
        "aws:principalisawsservice": "false",
        "aws:userid": who.unique_id,
        **who.keys,
    }
    if who.kind is Kind.USER:
        keys["aws:username"] = who.arn.rsplit("/", 1)[-1]
    if who.kind is Kind.ROLE:
        keys["aws:multifactorauthpresent"] = "false"
    else:
        keys |= {"aws:multifactorauthpresent": None, "aws:tokenissuetime": None}
    return keys

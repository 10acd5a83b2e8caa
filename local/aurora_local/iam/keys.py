"""Condition keys that are parameters of the call, by service.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
"""

from collections.abc import Callable
from typing import Any

from .call import ApiCall
from .state import boundary_arn


def of_call(call: ApiCall) -> dict[str, Any]:
    """Keys that are parameters of the call."""
    return BY_SERVICE.get(call.service, lambda _: {})(call) | {
        "aws:tagkeys": lambda: list(request_tags(call, fold=False)) or None
    }


def _iam(call: ApiCall) -> dict[str, Any]:
    return {
        "iam:policyarn": call.params.get("PolicyArn"),
        "iam:permissionsboundary": lambda: _boundary(call),
        "iam:awsservicename": call.params.get("AWSServiceName"),
    }


def _boundary(call: ApiCall) -> list[str] | None:
    """The boundary that is being set, or that of the role or user which the call changes."""
    sent = call.params.get("PermissionsBoundary")
    found = sent or boundary_arn(call.account, call.params.get("RoleName"), call.params.get("UserName"))
    return [found] if found else None


def _ec2(call: ApiCall) -> dict[str, Any]:
    return {
        "ec2:region": call.region,
        "ec2:securitygroupid": call.params.get("GroupId"),
        "ec2:attribute": next((name for name in call.params if name.startswith(("Map", "Assign"))), None),
    }


def _kms(call: ApiCall) -> dict[str, Any]:
    sent = call.params.get("EncryptionContext") or {}
    return {
        "kms:calleraccount": call.account,
        "kms:viaservice": None,
        "kms:encryptioncontextkeys": list(sent) or None,
        "kms:grantisforawsresource": "false",
        "kms:bypasspolicylockoutsafetycheck": _flag(call.params.get("BypassPolicyLockoutSafetyCheck")),
    }


def _secretsmanager(call: ApiCall) -> dict[str, Any]:
    blocks = call.params.get("BlockPublicPolicy")
    return {
        "secretsmanager:secretid": call.params.get("SecretId"),
        "secretsmanager:name": call.params.get("Name"),
        "secretsmanager:blockpublicpolicy": None if blocks is None else _flag(blocks),
    }


def _sns(call: ApiCall) -> dict[str, Any]:
    return {"sns:protocol": call.params.get("Protocol"), "sns:endpoint": call.params.get("Endpoint")}


def _sts(call: ApiCall) -> dict[str, Any]:
    return {
        "sts:externalid": call.params.get("ExternalId"),
        "sts:rolesessionname": call.params.get("RoleSessionName"),
        "sts:sourceidentity": call.params.get("SourceIdentity"),
    }


def _events(call: ApiCall) -> dict[str, Any]:
    targets = [one.get("Arn") for one in call.params.get("Targets") or [] if isinstance(one, dict)]
    return {"events:targetarn": targets or None}


def _rds(call: ApiCall) -> dict[str, Any]:
    managed = call.params.get("ManageMasterUserPassword")
    return {
        "rds:databaseengine": call.params.get("Engine"),
        "rds:databaseclass": call.first("DBInstanceClass", "DBClusterInstanceClass"),
        "rds:databasename": call.first("DatabaseName", "DBName"),
        "rds:managemasteruserpassword": None if managed is None else _flag(managed),
        "rds:storageencrypted": _flag(call.params.get("StorageEncrypted")),
    }


BY_SERVICE: dict[str, Callable[[ApiCall], dict[str, Any]]] = {
    "iam": _iam,
    "ec2": _ec2,
    "kms": _kms,
    "secretsmanager": _secretsmanager,
    "sns": _sns,
    "sts": _sts,
    "events": _events,
    "rds": _rds,
}


def request_tags(call: ApiCall, fold: bool = True) -> dict[str, list[str]]:
    tags = call.params.get("Tags") or call.params.get("tags") or []
    if isinstance(tags, dict):
        found = {str(key): [str(value)] for key, value in tags.items()}
    else:
        pairs = [
            (one.get("Key") or one.get("TagKey"), one.get("Value") or one.get("TagValue")) for one in tags
        ]
        found = {str(key): [str(value)] for key, value in pairs}
    if not found:
        found = {str(key): [""] for key in call.params.get("TagKeys") or []}
    return {key.lower(): value for key, value in found.items()} if fold else found


def lowered(values: dict[str, Any]) -> dict[str, list[str]]:
    return {key.lower(): [str(value)] for key, value in values.items()}


def _flag(value: Any) -> str:
    return str(value).lower() if value is not None else "false"

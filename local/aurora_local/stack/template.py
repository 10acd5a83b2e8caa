"""A SAM template becomes the CloudFormation that moto can create.

Published versions, aliases and snapshots do not exist here: a function is its artifact's folder. What
refers to an alias refers to the function.
"""

import copy
from pathlib import Path
from typing import Any

import boto3
from moto.iam.models import iam_backends
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

FUNCTION = "AWS::Serverless::Function"
# Properties of a SAM function that concern publishing, or where code and files lie.
NOT_LOCAL = (
    "AutoPublishAlias",
    "AutoPublishAliasAllProperties",
    "AutoPublishCodeSha256",
    "DeploymentPreference",
    "EventInvokeConfig",
    "Layers",
    "SnapStart",
    "VersionDescription",
)
PLACEHOLDER_CODE = "s3://local/artifact.zip"


def load(path: Path) -> dict[str, Any]:
    return yaml_parse(path.read_text())


def transform(
    sam: dict[str, Any], account_id: str, region: str, parameters: dict[str, str]
) -> dict[str, Any]:
    """CloudFormation with placeholder code, ready for moto."""
    local = _without_publishing(copy.deepcopy(sam))
    translator = Translator(
        _managed_policies(account_id), Parser(), boto_session=boto3.session.Session(region_name=region)
    )
    template = translator.translate(local, {**parameters, "AWS::Region": region})
    translator.metrics.publish()
    for resource in template["Resources"].values():
        resource.pop("Metadata", None)
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["Code"] = {"ZipFile": "the code lies in the artifact's folder"}
    return template


def _without_publishing(sam: dict[str, Any]) -> dict[str, Any]:
    for name in NOT_LOCAL:
        sam.get("Globals", {}).get("Function", {}).pop(name, None)
    for resource in sam.get("Resources", {}).values():
        if resource.get("Type") == FUNCTION:
            properties = resource["Properties"]
            for name in NOT_LOCAL:
                properties.pop(name, None)
            properties["CodeUri"] = PLACEHOLDER_CODE
    sam.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
    functions = {name for name, value in sam["Resources"].items() if value.get("Type") == FUNCTION}
    return _aliases_as_functions(sam, functions)


def _aliases_as_functions(node: Any, functions: set[str]) -> Any:
    """`!Ref Function.Alias` is an alias's ARN; here it is the function's."""
    if isinstance(node, dict):
        reference = node.get("Ref")
        if isinstance(reference, str) and reference.partition(".")[2] in ("Alias", "Version"):
            return {"Fn::GetAtt": [reference.partition(".")[0], "Arn"]}
        return {key: _aliases_as_functions(value, functions) for key, value in node.items()}
    if isinstance(node, list):
        return [_aliases_as_functions(item, functions) for item in node]
    if isinstance(node, str):
        for name in functions:
            node = node.replace(f"${{{name}.Alias}}", f"${{{name}.Arn}}")
    return node


def _managed_policies(account_id: str) -> dict[str, str]:
    """SAM resolves a managed policy's bare name with the account's list."""
    policies = iam_backends[account_id]["aws"].managed_policies.values()
    return {policy.name: policy.arn for policy in policies if policy.arn.startswith("arn:aws:iam::aws:")}

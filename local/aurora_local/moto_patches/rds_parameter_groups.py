"""DB cluster parameter groups with the parameters of their family.

Stock moto's groups hold only what somebody set, have no defaults, no pages, no Source, and cannot be
reset; its default groups do not exist. What is known of each family is data: `rds_parameters.json`.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBClusterParameterGroup.html
"""

import json
from pathlib import Path
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import (
    DBClusterParameterGroupNotFoundError,
    DBParameterGroupAlreadyExistsError,
    InvalidParameterCombination,
    InvalidParameterValue,
    RDSClientError,
)
from moto.rds.models import DBCluster, DBClusterParameterGroup, DBInstance, RDSBackend
from moto.rds.responses import RDSResponse

from .rds_listing import page

DATA = json.loads(Path(__file__).with_name("rds_parameters.json").read_text())
LARGEST_CHANGE = 20
SOURCES = {"engine-default", "system", "user"}


def _families() -> dict[str, dict[str, dict[str, Any]]]:
    families = {}
    for engine in (DATA["aurora-mysql"], DATA["aurora-postgresql"]):
        for family in engine["families"]:
            parameters = {name: {**spec} for name, spec in engine["parameters"].items()}
            for name, value in engine.get(family, {}).items():
                parameters[name]["value"] = value
            families[family] = parameters
    return families


FAMILIES = _families()


def group(backend: RDSBackend, name: str) -> DBClusterParameterGroup:
    """A group by its name in any case, or by its ARN. Default groups exist from the start."""
    name = name.rsplit(":", 1)[-1].lower()
    found = backend.db_cluster_parameter_groups.get(name)
    family = name.removeprefix("default.")
    if found is None and name.startswith("default.") and family in FAMILIES:
        found = backend.db_cluster_parameter_groups[name] = DBClusterParameterGroup(
            backend, name, f"Default cluster parameter group for {family}", family
        )
    if found is None:
        raise DBClusterParameterGroupNotFoundError(name)
    return found


def specs(found: DBClusterParameterGroup) -> dict[str, dict[str, Any]]:
    """What is known of the group's family. Nothing is known of families that are not Aurora's."""
    family = found.db_parameter_group_family
    if family not in FAMILIES:
        raise NotImplementedError(f"parameters of {family}; there are those of {sorted(FAMILIES)}")
    return FAMILIES[family]


def shown(found: DBClusterParameterGroup) -> list[dict[str, Any]]:
    """Every parameter of the group, as DescribeDBClusterParameters prints it."""
    return [_shown(name, spec, found.parameters.get(name)) for name, spec in sorted(specs(found).items())]


def _shown(name: str, spec: dict[str, Any], own: dict[str, Any] | None) -> dict[str, Any]:
    parameter = {
        "ParameterName": name,
        "Description": f"{name} of the engine.",
        "Source": spec.get("from", "engine-default"),
        "ApplyType": spec.get("apply", "dynamic"),
        "DataType": spec["type"],
        "IsModifiable": spec.get("modifiable", True),
        "ApplyMethod": "pending-reboot",
        "SupportedEngineModes": ["provisioned"],
    }
    if "allowed" in spec:
        parameter["AllowedValues"] = spec["allowed"]
    if "value" in spec:
        parameter["ParameterValue"] = spec["value"]
    return parameter | ({"Source": "user", **own} if own else {})


def describe_db_cluster_parameters(self: RDSResponse) -> ActionResult:
    parameters = shown(group(self.backend, self.params["DBClusterParameterGroupName"]))
    source = self.params.get("Source")
    if source:
        if source not in SOURCES:
            raise InvalidParameterValue(f"Invalid source: {source}. Valid values: {sorted(SOURCES)}")
        parameters = [one for one in parameters if one["Source"] == source]
    for wanted in self.params.get("Filters", []):
        if wanted["Name"] != "parameter-name":
            raise InvalidParameterValue(f"Unrecognized filter name: {wanted['Name']}")
        parameters = [one for one in parameters if one["ParameterName"] in wanted["Values"]]
    items, marker = page(parameters, self.params)
    return ActionResult({"Parameters": items, "Marker": marker})


def describe_db_cluster_parameter_groups(self: RDSBackend, group_name: str | None) -> list[Any]:
    if group_name is not None:
        return [group(self, group_name)]
    for family in FAMILIES:
        group(self, f"default.{family}")
    return [*self.db_cluster_parameter_groups.values()]


def modify_db_cluster_parameter_group(
    self: RDSBackend, db_cluster_parameter_group_name: str, db_cluster_parameter_group_parameters: Any
) -> DBClusterParameterGroup:
    found = _changeable(self, db_cluster_parameter_group_name)
    changes = [*db_cluster_parameter_group_parameters]
    if not 1 <= len(changes) <= LARGEST_CHANGE:
        raise InvalidParameterValue(
            f"A request changes 1 to {LARGEST_CHANGE} parameters, not {len(changes)}."
        )
    for change in changes:
        _check(_spec(found, change), change)
    for change in changes:
        own = {"ParameterValue": change.get("ParameterValue") or "", "ApplyMethod": change["ApplyMethod"]}
        _set(self, found, change["ParameterName"], own)
    return found


def reset_db_cluster_parameter_group(self: RDSResponse) -> ActionResult:
    found = _changeable(self.backend, self.params["DBClusterParameterGroupName"])
    named = [one.original_dict() for one in self.params.get("Parameters", [])]
    if bool(named) == bool(self.params.get("ResetAllParameters")):
        raise InvalidParameterCombination("Either name parameters or reset all parameters.")
    for change in named:
        if _spec(found, change).get("apply") == "static" and change.get("ApplyMethod") == "immediate":
            raise _static(change["ParameterName"])
    for name in [change["ParameterName"] for change in named] or [*found.parameters]:
        _set(self.backend, found, name, None)
    return ActionResult({"DBClusterParameterGroupName": found.name})


def _changeable(backend: RDSBackend, name: str) -> DBClusterParameterGroup:
    found = group(backend, name)
    if found.name.startswith("default."):
        raise RDSClientError(
            "InvalidDBParameterGroupState", f"The parameter group {found.name} cannot be modified"
        )
    return found


def _spec(found: DBClusterParameterGroup, change: dict[str, Any]) -> dict[str, Any]:
    known = specs(found)
    name = change["ParameterName"]
    if name not in known:
        raise NotImplementedError(
            f"parameter {name} of {found.db_parameter_group_family}; there are {sorted(known)}"
        )
    return known[name]


def _check(spec: dict[str, Any], change: dict[str, Any]) -> None:
    name, value = change["ParameterName"], change.get("ParameterValue") or ""
    if not spec.get("modifiable", True):
        raise InvalidParameterValue(f"The parameter {name} cannot be modified.")
    if spec.get("apply") == "static" and change.get("ApplyMethod") == "immediate":
        raise _static(name)
    allowed = spec.get("allowed", "")
    if "," not in allowed and spec["type"] != "string":
        return
    values = [part.strip() for part in value.split(",")] if spec["type"] == "list" else [value]
    wrong = [part for part in values if part and allowed and part.lower() not in allowed.lower().split(",")]
    if wrong:
        raise InvalidParameterValue(
            f"Invalid parameter value: {value} for: {name} allowed values are: {allowed}"
        )


def _static(name: str) -> InvalidParameterCombination:
    return InvalidParameterCombination(f"cannot use immediate apply method for static parameter: {name}")


def _set(backend: RDSBackend, found: DBClusterParameterGroup, name: str, own: dict[str, Any] | None) -> None:
    """Dynamic parameters are in force at once; static ones when an instance has been started again."""
    before = found.parameters.get(name, {}).get("ParameterValue")
    if own is None:
        found.parameters.pop(name, None)
    else:
        found.parameters[name] = own
    changed = before != (own or {}).get("ParameterValue")
    if changed and FAMILIES[found.db_parameter_group_family][name].get("apply") == "static":
        for cluster in [*backend.clusters.values()]:
            if cluster.parameter_group == found.name:
                await_reboot(cluster)


def await_reboot(cluster: DBCluster) -> None:
    for member in cluster._members:
        member.cluster_parameters_status = "pending-reboot"


def copy_db_cluster_parameter_group(
    self: RDSBackend,
    source_db_cluster_parameter_group_identifier: str,
    target_db_cluster_parameter_group_identifier: str,
    target_db_cluster_parameter_group_description: str,
    tags: Any = None,
) -> DBClusterParameterGroup:
    source = group(self, source_db_cluster_parameter_group_identifier)
    if source.name.startswith("default."):
        raise InvalidParameterValue(
            f"The parameter group {source.name} is a default group and cannot be copied."
        )
    if target_db_cluster_parameter_group_identifier in self.db_cluster_parameter_groups:
        raise DBParameterGroupAlreadyExistsError(target_db_cluster_parameter_group_identifier)
    target = DBClusterParameterGroup(
        self,
        target_db_cluster_parameter_group_identifier,
        target_db_cluster_parameter_group_description,
        source.db_parameter_group_family,
        tags,
    )
    target.parameters.update({name: {**own} for name, own in source.parameters.items()})
    self.db_cluster_parameter_groups[target.name] = target
    return target


def _members(self: DBCluster) -> list[dict[str, Any]]:
    return [
        {
            "DBInstanceIdentifier": member.db_instance_identifier,
            "IsClusterWriter": member.is_cluster_writer,
            "DBClusterParameterGroupStatus": getattr(member, "cluster_parameters_status", "in-sync"),
            "PromotionTier": member.promotion_tier,
        }
        for member in self.members
    ]


def install() -> None:
    RDSResponse.describe_db_cluster_parameters = describe_db_cluster_parameters
    RDSResponse.reset_db_cluster_parameter_group = reset_db_cluster_parameter_group
    RDSBackend.describe_db_cluster_parameter_groups = describe_db_cluster_parameter_groups
    RDSBackend.modify_db_cluster_parameter_group = modify_db_cluster_parameter_group
    RDSBackend.copy_db_cluster_parameter_group = copy_db_cluster_parameter_group
    DBCluster.db_cluster_members = property(_members)
    stock_create, stock_delete = (
        RDSBackend.create_db_cluster_parameter_group,
        RDSBackend.delete_db_cluster_parameter_group,
    )
    stock_reboot = RDSBackend.reboot_db_instance

    def create_db_cluster_parameter_group(self: RDSBackend, *args: Any, **kwargs: Any) -> Any:
        made = stock_create(self, *args, **kwargs)
        try:
            specs(made)
        except NotImplementedError:
            del self.db_cluster_parameter_groups[made.name]
            raise
        return made

    def delete_db_cluster_parameter_group(self: RDSBackend, db_cluster_parameter_group_name: str) -> None:
        found = _changeable(self, db_cluster_parameter_group_name)
        users = [
            one.db_cluster_identifier for one in self.clusters.values() if one.parameter_group == found.name
        ]
        if users:
            raise RDSClientError(
                "InvalidDBParameterGroupState",
                f"One or more database clusters are still members of this parameter group {found.name}, "
                "so the group cannot be deleted",
            )
        stock_delete(self, found.name)

    def reboot_db_instance(self: RDSBackend, db_instance_identifier: str) -> DBInstance:
        instance = stock_reboot(self, db_instance_identifier)
        instance.cluster_parameters_status = "in-sync"
        return instance

    RDSBackend.create_db_cluster_parameter_group = create_db_cluster_parameter_group
    RDSBackend.delete_db_cluster_parameter_group = delete_db_cluster_parameter_group
    RDSBackend.reboot_db_instance = reboot_db_instance

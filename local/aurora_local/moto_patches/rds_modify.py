"""ModifyDBCluster: what applies at once, and what waits in PendingModifiedValues.

Stock moto ignores IAM authentication and log exports, applies everything at once, raises KeyError for a
missing cluster and takes the cluster out of its table while it works. AWS applies most settings at once
whatever ApplyImmediately says (deletion protection and security groups among them) and lets backup
retention, IAM authentication, log exports, engine version and the identifier wait for it.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html
"""

from typing import Any

from moto.rds.exceptions import (
    DBClusterNotFoundError,
    InvalidDBClusterStateFault,
    InvalidParameterCombination,
    InvalidParameterValue,
)
from moto.rds.models import DBCluster, MasterUserSecret, RDSBackend

from .rds_parameter_groups import await_reboot, group

# Member of the request -> attribute of the cluster.
AT_ONCE = {
    "deletion_protection": "deletion_protection",
    "vpc_security_group_ids": "vpc_security_group_ids",
    "port": "port",
    "preferred_backup_window": "preferred_backup_window",
    "preferred_maintenance_window": "preferred_maintenance_window",
    "copy_tags_to_snapshot": "copy_tags_to_snapshot",
    "auto_minor_version_upgrade": "auto_minor_version_upgrade",
    "serverless_v2_scaling_configuration": "serverless_v2_scaling_configuration",
    "scaling_configuration": "scaling_configuration",
    "network_type": "network_type",
    "storage_type": "storage_type",
    "allocated_storage": "allocated_storage",
    "iops": "iops",
    "db_cluster_instance_class": "db_cluster_instance_class",
    "backtrack_window": "backtrack_window",
    "enable_http_endpoint": "_enable_http_endpoint",
    "master_user_password": "master_user_password",
}
WAITING = {
    "backup_retention_period": "backup_retention_period",
    "engine_version": "engine_version",
    "enable_iam_database_authentication": "iam_auth",
    "new_db_cluster_identifier": "db_cluster_identifier",
}
LOGS = "enabled_cloudwatch_logs_exports"
FLAGS = {
    "db_cluster_identifier",
    "db_cluster_parameter_group_name",
    "apply_immediately",
    "allow_major_version_upgrade",
    "allow_engine_mode_change",
    "cloudwatch_logs_export_configuration",
    "manage_master_user_password",
    "rotate_master_user_password",
    "master_user_secret_kms_key_id",
}


def modify_db_cluster(self: RDSBackend, kwargs: Any) -> DBCluster:
    cluster = find(self, kwargs["db_cluster_identifier"])
    if cluster._status not in ("creating", "available"):
        raise InvalidDBClusterStateFault(
            f"DB cluster is not available for modification with status {cluster._status}"
        )
    _check(cluster, kwargs)
    cluster._status = "available"
    _swap_parameter_group(self, cluster, kwargs.get("db_cluster_parameter_group_name"))
    for member, attribute in AT_ONCE.items():
        if kwargs.get(member) is not None:
            setattr(cluster, attribute, kwargs[member])
    _manage_password(cluster, kwargs)
    waiting = {attribute: kwargs[name] for name, attribute in WAITING.items() if kwargs.get(name) is not None}
    if kwargs.get("cloudwatch_logs_export_configuration"):
        waiting[LOGS] = _exports_after(cluster, kwargs["cloudwatch_logs_export_configuration"])
    for attribute, value in waiting.items():
        _set_pending(cluster, attribute, value)
    if kwargs.get("apply_immediately"):
        _flush(self, cluster)
    return cluster


def find(backend: RDSBackend, identifier: str) -> DBCluster:
    """A cluster by its identifier, in any case, or by its ARN."""
    wanted = identifier.rsplit(":", 1)[-1].lower()
    for cluster in [*backend.clusters.values()]:
        if cluster.db_cluster_identifier == wanted:
            return cluster
    raise DBClusterNotFoundError(identifier)


def _check(cluster: DBCluster, kwargs: Any) -> None:
    unknown = set(kwargs) - set(AT_ONCE) - set(WAITING) - FLAGS
    if unknown:
        raise NotImplementedError(f"ModifyDBCluster with {sorted(unknown)}")
    days = kwargs.get("backup_retention_period")
    if days is not None and not 1 <= days <= 35:
        raise InvalidParameterValue(f"Invalid backup retention period: {days}. Must be between 1 and 35.")
    if kwargs.get("enable_iam_database_authentication") and not cluster.engine.startswith("aurora"):
        raise InvalidParameterCombination("IAM authentication is not supported for this DB cluster.")
    if kwargs.get("rotate_master_user_password") and not kwargs.get("apply_immediately"):
        raise InvalidParameterCombination(
            "You must specify apply immediately when rotating the master user password."
        )


def _swap_parameter_group(backend: RDSBackend, cluster: DBCluster, name: str | None) -> None:
    """The name changes at once; the instances take the new group's parameters when they start again."""
    if name is None or name == cluster.parameter_group:
        return
    if cluster.engine.startswith("aurora"):
        found = group(backend, name)
        own = group(backend, cluster.parameter_group).db_parameter_group_family
        if found.db_parameter_group_family != own:
            raise InvalidParameterCombination(
                f"The parameter group {found.name} with DBParameterGroupFamily "
                f"{found.db_parameter_group_family} cannot be used for this instance. Please use a "
                f"Parameter Group with DBParameterGroupFamily {own}"
            )
        name = found.name
    cluster.parameter_group = name
    await_reboot(cluster)


def _manage_password(cluster: DBCluster, kwargs: Any) -> None:
    if kwargs.get("rotate_master_user_password"):
        cluster.master_user_secret.rotate_secret()
    managed = kwargs.get("manage_master_user_password")
    if managed and not cluster.manage_master_user_password:
        cluster.master_user_secret = MasterUserSecret(cluster, kwargs.get("master_user_secret_kms_key_id"))
        cluster.manage_master_user_password = True
    if managed is False and cluster.manage_master_user_password:
        cluster.master_user_secret.delete_secret()
        del cluster.master_user_secret
        cluster.manage_master_user_password = False


def _exports_after(cluster: DBCluster, change: Any) -> list[str]:
    """The log exports as they will be: on top of what already waits."""
    current = _pending(cluster).get(LOGS, getattr(cluster, LOGS))
    kept = [name for name in current if name not in (change.get("DisableLogTypes") or [])]
    return kept + [name for name in change.get("EnableLogTypes") or [] if name not in kept]


def _pending(cluster: DBCluster) -> dict[str, Any]:
    return cluster.__dict__.setdefault("pending", {})


def _set_pending(cluster: DBCluster, attribute: str, value: Any) -> None:
    """Sending the value that already holds takes a waiting change back."""
    current = bool(cluster.iam_auth) if attribute == "iam_auth" else getattr(cluster, attribute)
    same = sorted(current) == sorted(value) if attribute == LOGS else current == value
    if same:
        _pending(cluster).pop(attribute, None)
    else:
        _pending(cluster)[attribute] = value


def _flush(backend: RDSBackend, cluster: DBCluster) -> None:
    """ApplyImmediately applies everything that waits, not only what this call sent."""
    for attribute, value in [*_pending(cluster).items()]:
        if attribute == "db_cluster_identifier":
            backend.clusters[value.lower()] = backend.clusters.pop(cluster.db_cluster_identifier)
        setattr(cluster, attribute, value)
    _pending(cluster).clear()


def pending_modified_values(cluster: DBCluster) -> dict[str, Any] | None:
    """The waiting changes under the names of the API."""
    pending = _pending(cluster)
    names = {
        "backup_retention_period": "BackupRetentionPeriod",
        "engine_version": "EngineVersion",
        "iam_auth": "IAMDatabaseAuthenticationEnabled",
        "db_cluster_identifier": "DBClusterIdentifier",
    }
    values = {names[attribute]: value for attribute, value in pending.items() if attribute in names}
    if LOGS in pending:
        now, then = getattr(cluster, LOGS), pending[LOGS]
        values["PendingCloudwatchLogsExports"] = {
            "LogTypesToEnable": [name for name in then if name not in now],
            "LogTypesToDisable": [name for name in now if name not in then],
        }
    return values or None


def install() -> None:
    RDSBackend.modify_db_cluster = modify_db_cluster
    DBCluster.pending_modified_values = property(pending_modified_values)

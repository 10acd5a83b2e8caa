"""A restored cluster does not inherit its protection.

Stock moto copies the source's settings. AWS restores deletion protection, IAM authentication, log
exports and security groups to their defaults unless the call says otherwise: a way for data to lose
its guard that a guard must see. Backup retention is kept.
"""

from typing import Any

from moto.rds.models import RDSBackend

from .rds_engines import VERSIONS, default_parameter_group

NOT_INHERITED = (
    "deletion_protection",
    "vpc_security_group_ids",
    "enabled_cloudwatch_logs_exports",
    "iam_auth",
    "pending",
    "master_user_secret",
    "manage_master_user_password",
    "db_cluster_resource_id",
    "parameter_group",
    "enable_http_endpoint",
    "global_cluster_identifier",
)


def install() -> None:
    def restore_db_cluster_from_snapshot(self: RDSBackend, from_snapshot_id: str, overrides: Any) -> Any:
        snapshot = self.describe_db_cluster_snapshots(None, from_snapshot_id)[0]
        return _restore(self, snapshot.cluster, overrides)

    def restore_db_cluster_to_point_in_time(
        self: RDSBackend, db_cluster_identifier: str, source_db_cluster_identifier: str, **overrides: Any
    ) -> Any:
        source = self.describe_db_clusters(source_db_cluster_identifier)[0]
        return _restore(self, source, {**overrides, "db_cluster_identifier": db_cluster_identifier})

    RDSBackend.restore_db_cluster_from_snapshot = restore_db_cluster_from_snapshot
    RDSBackend.restore_db_cluster_to_point_in_time = restore_db_cluster_to_point_in_time


def _restore(backend: RDSBackend, source: Any, overrides: Any) -> Any:
    settings = {key.removeprefix("_"): value for key, value in source.__dict__.items() if key != "backend"}
    for key in (*NOT_INHERITED, "status", "tags", "associated_roles"):
        settings.pop(key, None)
    settings["db_cluster_parameter_group_name"] = default_parameter_group(
        source.engine, source.engine_version or VERSIONS[source.engine]
    )
    settings.update({key: value for key, value in overrides.items() if value is not None})
    return backend.create_db_cluster(settings)

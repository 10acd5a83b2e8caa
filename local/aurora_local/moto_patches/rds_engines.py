"""Clusters of every engine that the RDS API holds, each with its own defaults.

Stock moto has no `docdb`, gives every engine Aurora MySQL's parameter group, and leaves a cluster
without security groups where AWS gives it the VPC's default group.
"""

from typing import Any

from moto.ec2.models import ec2_backends
from moto.rds.models import ClusterEngine, DBCluster, RDSBackend

VERSIONS = {
    "aurora-mysql": "8.0.mysql_aurora.3.08.2",
    "aurora-postgresql": "16.6",
    "docdb": "5.0.0",
    "mysql": "8.0.40",
    "neptune": "1.3.2.1",
    "postgres": "16.6",
}
PORTS = {
    "aurora-mysql": 3306,
    "aurora-postgresql": 5432,
    "docdb": 27017,
    "mysql": 3306,
    "neptune": 8182,
    "postgres": 5432,
}
# Aurora, DocumentDB and Neptune grow their storage and report 1; Multi-AZ clusters own their volumes.
ALLOCATED = {"mysql": 100, "postgres": 100}


def default_parameter_group(engine: str, version: str) -> str:
    parts = version.split(".")
    family = {
        "aurora-mysql": ".".join(parts[:2]),
        "aurora-postgresql": parts[0],
        "docdb": ".".join(parts[:2]),
        "mysql": ".".join(parts[:2]),
        "neptune": ".".join(parts[:2]),
        "postgres": parts[0],
    }
    return f"default.{engine}{family[engine]}"


def _engines(_: Any = None) -> list[str]:
    return sorted(VERSIONS)


def install() -> None:
    ClusterEngine.list_cluster_engines = classmethod(_engines)
    DBCluster.default_engine_version = staticmethod(lambda engine: VERSIONS[engine])
    DBCluster.default_port = staticmethod(lambda engine: PORTS[engine])
    DBCluster.default_allocated_storage = staticmethod(lambda engine, storage_type: ALLOCATED.get(engine, 1))
    stock_create = RDSBackend.create_db_cluster

    def create_db_cluster(self: RDSBackend, kwargs: Any) -> DBCluster:
        kwargs = {**kwargs}
        engine = kwargs.get("engine")
        if engine in VERSIONS:
            version = kwargs.get("engine_version") or VERSIONS[engine]
            kwargs.setdefault("db_cluster_parameter_group_name", default_parameter_group(engine, version))
        if not kwargs.get("vpc_security_group_ids"):
            default = ec2_backends[self.account_id][self.region_name].get_default_security_group()
            kwargs["vpc_security_group_ids"] = [default.id] if default else []
        return stock_create(self, kwargs)

    RDSBackend.create_db_cluster = create_db_cluster

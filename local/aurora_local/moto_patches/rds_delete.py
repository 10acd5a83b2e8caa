"""What AWS asks for before something is deleted, and global clusters.

Stock moto deletes a cluster without a word on its final snapshot, keeps its automated snapshots, takes it
out of its global cluster by itself, deletes a protected global cluster and cannot change one.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBCluster.html
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import (
    DBClusterNotFoundError,
    InvalidDBClusterStateFault,
    InvalidParameterCombination,
    RDSClientError,
)
from moto.rds.models import GlobalCluster, RDSBackend
from moto.rds.responses import RDSResponse

from .rds_modify import find


def delete_db_cluster(self: RDSResponse) -> ActionResult:
    cluster = find(self.backend, self.params["DBClusterIdentifier"])
    final, skipped = self.params.get("FinalDBSnapshotIdentifier"), self.params.get("SkipFinalSnapshot")
    if skipped and final:
        raise InvalidParameterCombination(
            "FinalDBSnapshotIdentifier can not be specified when deleting a cluster with SkipFinalSnapshot"
        )
    if not skipped and not final:
        raise InvalidParameterCombination(
            "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
        )
    if cluster.global_cluster_identifier:
        raise InvalidDBClusterStateFault(
            "This cluster is a part of a global cluster, please remove it from globalcluster first"
        )
    name = cluster.db_cluster_identifier
    deleted = self.backend.delete_db_cluster(name, final)
    for key, snapshot in [*self.backend.cluster_snapshots.items()]:
        if snapshot.snapshot_type == "automated" and snapshot.db_cluster_identifier == name:
            del self.backend.cluster_snapshots[key]
    deleted._status = "deleting"
    return ActionResult({"DBCluster": deleted})


def find_global(backend: RDSBackend, identifier: str) -> GlobalCluster:
    name = identifier.rsplit(":", 1)[-1]
    if name not in backend.global_clusters:
        raise RDSClientError("GlobalClusterNotFoundFault", f"Global cluster {identifier} not found")
    return backend.global_clusters[name]


def delete_global_cluster(self: RDSResponse) -> ActionResult:
    found = find_global(self.global_backend, self.params["GlobalClusterIdentifier"])
    if found.deletion_protection:
        raise InvalidParameterCombination(
            "Cannot delete protected Global Cluster, please disable deletion protection and try again."
        )
    return ActionResult({"GlobalCluster": self.global_backend.delete_global_cluster(found.resource_id)})


def modify_global_cluster(self: RDSResponse) -> ActionResult:
    known = {"GlobalClusterIdentifier", "NewGlobalClusterIdentifier", "DeletionProtection"}
    unknown = set(self.params.original_dict()) - known
    if unknown:
        raise NotImplementedError(f"ModifyGlobalCluster with {sorted(unknown)}")
    found = find_global(self.global_backend, self.params["GlobalClusterIdentifier"])
    if self.params.get("DeletionProtection") is not None:
        found.deletion_protection = self.params["DeletionProtection"]
    new = self.params.get("NewGlobalClusterIdentifier")
    if new:
        clusters = self.global_backend.global_clusters
        clusters[new] = clusters.pop(found.global_cluster_identifier)
        found.global_cluster_identifier = new
    return ActionResult({"GlobalCluster": found})


def remove_from_global_cluster(self: RDSResponse) -> ActionResult:
    found = find_global(self.global_backend, self.params["GlobalClusterIdentifier"])
    arn = self.params["DbClusterIdentifier"]
    for member in [*found.members]:
        if arn in (member.arn, member.db_cluster_identifier):
            found.members.remove(member)
            member.global_cluster_identifier = None
            return ActionResult({"GlobalCluster": found})
    raise DBClusterNotFoundError(arn)


def _describe_global_clusters(stock: Any) -> Any:
    def describe(self: RDSResponse) -> ActionResult:
        wanted = self.params.get("GlobalClusterIdentifier")
        if wanted:
            return ActionResult({"GlobalClusters": [find_global(self.global_backend, wanted)]})
        return stock(self)

    return describe


def install() -> None:
    RDSResponse.delete_db_cluster = delete_db_cluster
    RDSResponse.delete_global_cluster = delete_global_cluster
    RDSResponse.modify_global_cluster = modify_global_cluster
    RDSResponse.remove_from_global_cluster = remove_from_global_cluster
    RDSResponse.describe_global_clusters = _describe_global_clusters(RDSResponse.describe_global_clusters)

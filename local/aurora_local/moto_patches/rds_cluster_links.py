"""What is attached to a cluster: its roles, and the HTTP endpoint of the Data API.

Stock moto cannot take a role away, lets two roles without a feature clash, and knows the HTTP endpoint of
Serverless v1 only.
"""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.rds.exceptions import DBClusterNotFoundError, RDSClientError
from moto.rds.models import AssociatedRole, DBCluster, RDSBackend
from moto.rds.responses import RDSResponse

from .rds_modify import find


def add_role_to_db_cluster(
    self: RDSBackend, db_cluster_identifier: str, role_arn: str, feature_name: str | None
) -> None:
    cluster = find(self, db_cluster_identifier)
    for role in cluster._associated_roles:
        if role.role_arn == role_arn or (feature_name and role.feature_name == feature_name):
            raise RDSClientError(
                "DBClusterRoleAlreadyExists",
                f"Role ARN {role_arn} or its feature is already associated with DB Cluster: "
                f"{db_cluster_identifier}",
            )
    cluster._associated_roles.append(AssociatedRole(role_arn, feature_name or ""))


def remove_role_from_db_cluster(self: RDSResponse) -> EmptyResult:
    cluster = find(self.backend, self.params["DBClusterIdentifier"])
    arn, feature = self.params["RoleArn"], self.params.get("FeatureName") or ""
    for role in cluster._associated_roles:
        if role.role_arn == arn and role.feature_name == feature:
            cluster._associated_roles.remove(role)
            return EmptyResult()
    raise RDSClientError(
        "DBClusterRoleNotFound",
        f"Role ARN {arn} cannot be found for DB Cluster: {cluster.db_cluster_identifier}",
    )


def _set_http_endpoint(enabled: bool) -> Any:
    def call(self: RDSResponse) -> ActionResult:
        arn = self.params["ResourceArn"]
        try:
            cluster = find(self.backend, arn)
        except DBClusterNotFoundError:
            raise RDSClientError("ResourceNotFoundFault", f"The resource {arn} was not found.") from None
        cluster._enable_http_endpoint = enabled
        return ActionResult({"ResourceArn": cluster.arn, "HttpEndpointEnabled": enabled})

    return call


def _create_with_http_endpoint(self: DBCluster, value: bool | None) -> None:
    self._enable_http_endpoint = bool(value) and self.engine.startswith("aurora")


def install() -> None:
    RDSBackend.add_role_to_db_cluster = add_role_to_db_cluster
    RDSResponse.remove_role_from_db_cluster = remove_role_from_db_cluster
    RDSResponse.enable_http_endpoint = _set_http_endpoint(True)
    RDSResponse.disable_http_endpoint = _set_http_endpoint(False)
    DBCluster.enable_http_endpoint = property(
        lambda cluster: cluster._enable_http_endpoint, _create_with_http_endpoint
    )

"""Database activity streams, which stock moto lacks.

AWS starts and stops a stream within minutes and says `starting` and `stopping` meanwhile; here the answer
does, and the next look finds it done.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StartActivityStream.html
"""

from moto.core.responses import ActionResult
from moto.rds.exceptions import InvalidDBClusterStateFault
from moto.rds.models import DBCluster
from moto.rds.responses import RDSResponse

from .rds_modify import find


def start_activity_stream(self: RDSResponse) -> ActionResult:
    cluster = find(self.backend, self.params["ResourceArn"])
    _must_be(cluster, "stopped")
    cluster.activity_stream_status = "started"
    cluster.activity_stream_mode = self.params["Mode"]
    cluster.activity_stream_kms_key_id = self.params["KmsKeyId"]
    cluster.activity_stream_kinesis_stream_name = f"aws-rds-das-{cluster.db_cluster_resource_id}"
    return ActionResult(
        {
            "KmsKeyId": cluster.activity_stream_kms_key_id,
            "KinesisStreamName": cluster.activity_stream_kinesis_stream_name,
            "Status": "starting",
            "Mode": cluster.activity_stream_mode,
            "ApplyImmediately": True,
        }
    )


def stop_activity_stream(self: RDSResponse) -> ActionResult:
    cluster = find(self.backend, self.params["ResourceArn"])
    _must_be(cluster, "started")
    cluster.activity_stream_status = "stopped"
    return ActionResult(
        {
            "KmsKeyId": cluster.activity_stream_kms_key_id,
            "KinesisStreamName": cluster.activity_stream_kinesis_stream_name,
            "Status": "stopping",
        }
    )


def _must_be(cluster: DBCluster, status: str) -> None:
    if cluster.activity_stream_status != status:
        raise InvalidDBClusterStateFault(
            f"The activity stream of {cluster.db_cluster_identifier} is {cluster.activity_stream_status}."
        )


def install() -> None:
    DBCluster.activity_stream_status = "stopped"
    DBCluster.activity_stream_mode = None
    DBCluster.activity_stream_kms_key_id = None
    DBCluster.activity_stream_kinesis_stream_name = None
    RDSResponse.start_activity_stream = start_activity_stream
    RDSResponse.stop_activity_stream = stop_activity_stream

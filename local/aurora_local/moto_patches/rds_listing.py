"""DescribeDBClusters and DescribeDBClusterSnapshots in pages, as SDK paginators expect them.

Stock moto answers with everything at once and never a Marker.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.rds.responses import RDSResponse

DEFAULT_PAGE = 100


def page(items: list[Any], params: Any) -> tuple[list[Any], str | None]:
    """One page and the marker of the next. The marker is opaque to callers; here it is an offset."""
    size = int(params.get("MaxRecords") or DEFAULT_PAGE)
    start = int(params.get("Marker") or 0)
    end = start + size
    return items[start:end], str(end) if end < len(items) else None


def install() -> None:
    for operation, key in (
        ("describe_db_clusters", "DBClusters"),
        ("describe_db_cluster_snapshots", "DBClusterSnapshots"),
    ):
        setattr(RDSResponse, operation, _paged(getattr(RDSResponse, operation), key))


def _paged(stock: Any, key: str) -> Any:
    def describe(self: RDSResponse) -> ActionResult:
        everything = stock(self).result
        items, marker = page(everything[key], self.params)
        return ActionResult({key: items, "Marker": marker})

    return describe

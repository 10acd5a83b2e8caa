"""The state as it was: a copy before each change, and reads that are answered from one.

A copy is a backend of moto's that holds copies of the resources; for the length of a read, in its thread,
it takes the real one's place. Only what a guard reads is copied.
"""

import copy
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.responses._base_response import EC2BaseResponse
from moto.iam.models import iam_backends
from moto.iam.responses import IamResponse
from moto.rds.models import rds_backends
from moto.rds.responses import RDSResponse

COPIED = {
    "rds": (
        "clusters",
        "databases",
        "cluster_snapshots",
        "database_snapshots",
        "db_cluster_parameter_groups",
        "global_clusters",
    ),
    "ec2": ("groups", "managed_prefix_lists"),
    "iam": ("roles", "users", "groups", "managed_policies"),
}
_place = threading.local()


def _real(service: str, account_id: str, region: str) -> Any:
    if service == "iam":
        return iam_backends[account_id]["aws"]
    return {"rds": rds_backends, "ec2": ec2_backends}[service][account_id][region]


def _view(service: str, real: Any) -> Any:
    """A backend with the state of this moment. What AWS itself owns is shared, not copied."""
    view = copy.copy(real)
    memo = {id(real): view}
    if service == "iam":
        memo.update({id(policy): policy for policy in real.aws_managed_policies})
    state = copy.deepcopy({name: getattr(real, name) for name in COPIED[service]}, memo)
    for name, value in state.items():
        setattr(view, name, value)
    return view


class History:
    """States of the last `keep` seconds, by service and Region."""

    def __init__(self, account_id: str) -> None:
        self._account_id = account_id
        self._before: dict[tuple[str, str], list[tuple[float, Any]]] = defaultdict(list)
        self._lock = threading.RLock()

    @contextmanager
    def changing(self, service: str, region: str, keep: float) -> Iterator[None]:
        """Keep the state before a change. Changes wait for one another, so that no copy is torn."""
        with self._lock:
            states = self._before[service, region]
            now = time.monotonic()
            while states and states[0][0] < now - keep:
                states.pop(0)
            states.append((now, _view(service, _real(service, self._account_id, region))))
            yield

    @contextmanager
    def reading(self, service: str, region: str, lag: float) -> Iterator[bool]:
        """Answer from the state `lag` seconds ago; says whether that is not the present one."""
        then = time.monotonic() - lag
        with self._lock:
            view = next((view for at, view in self._before[service, region] if at > then), None)
        if view is None:
            yield False
            return
        _place.views = {id(_real(service, self._account_id, region)): view}
        try:
            yield True
        finally:
            _place.views = {}


def _placed(stock: property) -> property:
    def backend(self: Any) -> Any:
        real = stock.fget(self)
        return getattr(_place, "views", {}).get(id(real), real)

    return property(backend)


_installed: list[bool] = []


def install() -> None:
    """Let moto's answers come from the state in place; once in a process."""
    if _installed:
        return
    _installed.append(True)
    RDSResponse.backend = _placed(RDSResponse.backend)
    RDSResponse.global_backend = _placed(RDSResponse.global_backend)
    EC2BaseResponse.ec2_backend = _placed(EC2BaseResponse.ec2_backend)
    IamResponse.backend = _placed(IamResponse.backend)

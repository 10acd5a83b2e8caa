"""Clusters and instances that are `modifying` for a while after each change, and refuse the next one."""

import time
from typing import Any

from moto.rds.models import rds_backends

CHANGES = {"ModifyDBCluster": "DBClusterIdentifier", "ModifyDBInstance": "DBInstanceIdentifier"}
MODIFYING = "modifying"


class Modifying:
    def __init__(self, account_id: str) -> None:
        self._account_id = account_id
        self._until: list[tuple[float, Any]] = []

    def any(self) -> bool:
        return bool(self._until)

    def settle(self) -> None:
        """Those whose time is over are available again; asked before each call of RDS."""
        now = time.monotonic()
        for entry in [*self._until]:
            at, resource = entry
            if at <= now and entry in self._until:
                self._until.remove(entry)
                if not any(other is resource for _, other in self._until):
                    resource.status = "available"

    def begin(self, region: str, operation: str, form: dict[str, str], seconds: float) -> str | None:
        """After a change that succeeded. Returns who is modifying now."""
        if operation not in CHANGES:
            return None
        backend = rds_backends[self._account_id][region]
        table = backend.clusters if operation == "ModifyDBCluster" else backend.databases
        name = form.get(CHANGES[operation], "").rsplit(":", 1)[-1]
        new = form.get(CHANGES[operation].replace("DB", "NewDB", 1), "")
        resource = table.get(name) or table.get(new)
        if resource is None:
            return None
        resource.status = MODIFYING
        self._until.append((time.monotonic() + seconds, resource))
        return resource.resource_id

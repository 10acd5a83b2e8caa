"""Zero-ETL integrations, which stock moto lacks. They are active at once, and `deleting` until looked at.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateIntegration.html
"""

import uuid
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.rds.exceptions import RDSClientError
from moto.rds.models import RDSBackend
from moto.rds.responses import RDSResponse


def create_integration(self: RDSResponse) -> ActionResult:
    own = str(uuid.uuid4())
    made = {
        "SourceArn": self.params["SourceArn"],
        "TargetArn": self.params["TargetArn"],
        "IntegrationName": self.params["IntegrationName"],
        "IntegrationArn": f"arn:aws:rds:{self.region}:{self.current_account}:integration:{own}",
        "KMSKeyId": self.params.get("KMSKeyId") or "alias/aws/rds",
        "DataFilter": self.params.get("DataFilter") or "include: *.*",
        "Status": "active",
        "CreateTime": utcnow(),
    }
    _all(self.backend)[own] = made
    return ActionResult({**made, "Status": "creating"})


def describe_integrations(self: RDSResponse) -> ActionResult:
    wanted = self.params.get("IntegrationIdentifier")
    found = [_find(self, wanted)] if wanted else [*_all(self.backend).values()]
    for own, one in [*_all(self.backend).items()]:
        if one["Status"] == "deleting":
            del _all(self.backend)[own]
    return ActionResult({"Integrations": found})


def modify_integration(self: RDSResponse) -> ActionResult:
    found = _find(self, self.params["IntegrationIdentifier"])
    for member in ("DataFilter", "IntegrationName"):
        if self.params.get(member):
            found[member] = self.params[member]
    return ActionResult({**found, "Status": "modifying"})


def delete_integration(self: RDSResponse) -> ActionResult:
    found = _find(self, self.params["IntegrationIdentifier"])
    found["Status"] = "deleting"
    return ActionResult(found)


def _all(backend: RDSBackend) -> dict[str, dict[str, Any]]:
    return backend.__dict__.setdefault("integrations", {})


def _find(response: RDSResponse, identifier: str) -> dict[str, Any]:
    own = identifier.rsplit(":", 1)[-1]
    if own not in _all(response.backend):
        raise RDSClientError("IntegrationNotFoundFault", f"Integration {identifier} is not found.")
    return _all(response.backend)[own]


def install() -> None:
    RDSResponse.create_integration = create_integration
    RDSResponse.describe_integrations = describe_integrations
    RDSResponse.modify_integration = modify_integration
    RDSResponse.delete_integration = delete_integration

"""Who names a managed prefix list: the security groups with a rule for it, and the route tables.

Stock moto does not know the call.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedPrefixListAssociations.html
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.responses.vpcs import VPCs

from .ec2_prefix_lists import find


def get_managed_prefix_list_associations(self: VPCs) -> ActionResult:
    name = find(self.ec2_backend, self._get_param("PrefixListId")).id
    users = [*_groups(self.ec2_backend, name), *_tables(self.ec2_backend, name)]
    start = int(self._get_param("NextToken") or 0)
    end = start + int(self._get_param("MaxResults") or 100)
    owner = self.ec2_backend.account_id
    shown = [{"ResourceId": user, "ResourceOwner": owner} for user in users[start:end]]
    result: dict[str, Any] = {"PrefixListAssociations": shown}
    if end < len(users):
        result["NextToken"] = str(end)
    return ActionResult(result)


def _groups(backend: Any, name: str) -> list[str]:
    groups = [group for of_vpc in backend.groups.values() for group in of_vpc.values()]
    return sorted(
        group.id
        for group in groups
        if any(rule.prefix_list_id == name for rule in [*group.ingress_rules, *group.egress_rules])
    )


def _tables(backend: Any, name: str) -> list[str]:
    return sorted(
        table.id
        for table in backend.route_tables.values()
        if any(getattr(route.destination_prefix_list, "id", None) == name for route in table.routes)
    )


def install() -> None:
    VPCs.get_managed_prefix_list_associations = get_managed_prefix_list_associations

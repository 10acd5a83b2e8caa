"""Customer-managed prefix lists, with their versions.

Stock moto forgets the name when a list is changed, takes any version for the current one, and cannot restore.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyManagedPrefixList.html
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.managed_prefixes import ManagedPrefixList, ManagedPrefixListBackend
from moto.ec2.responses.vpcs import VPCs


def find(backend: Any, prefix_list_id: str) -> ManagedPrefixList:
    found = backend.managed_prefix_lists.get(prefix_list_id)
    if found is None or found.state == "delete-complete":
        raise EC2ClientError(
            "InvalidPrefixListID.NotFound", f"The prefix list ID '{prefix_list_id}' does not exist"
        )
    return found


def modify_managed_prefix_list(self: VPCs) -> ActionResult:
    found = _changeable(self)
    added, removed = self._get_param("AddEntries", []), self._get_param("RemoveEntries", [])
    size = self._get_param("MaxEntries")
    if size and (added or removed):
        raise EC2ClientError(
            "InvalidParameterCombination",
            "You cannot modify the entries and the maximum entries for the prefix list in the same request.",
        )
    if self._get_param("PrefixListName"):
        found.prefix_list_name = self._get_param("PrefixListName")
    if size:
        found.max_entries = int(size)
    if added or removed:
        _check_version(found, self._get_param("CurrentVersion"))
        _next_version(found, _changed(found, added, removed))
    found.state = "modify-complete"
    return ActionResult({"PrefixList": found})


def restore_managed_prefix_list_version(self: VPCs) -> ActionResult:
    found = _changeable(self)
    _check_version(found, self._get_param("CurrentVersion"))
    previous = int(self._get_param("PreviousVersion"))
    if previous not in found.entries and previous != 1:
        raise EC2ClientError("InvalidParameterValue", f"The prefix list has no version {previous}.")
    _next_version(found, found.entries.get(previous) or [])
    found.state = "restore-complete"
    return ActionResult({"PrefixList": found})


def get_managed_prefix_list_entries(self: VPCs) -> ActionResult:
    found = find(self.ec2_backend, self._get_param("PrefixListId"))
    latest = max(found.entries, default=1)
    version = int(self._get_param("TargetVersion") or found.version or latest)
    entries = found.entries.get(version) or []
    start = int(self._get_param("NextToken") or 0)
    end = start + int(self._get_param("MaxResults") or 100)
    result: dict[str, Any] = {"Entries": entries[start:end]}
    if end < len(entries):
        result["NextToken"] = str(end)
    return ActionResult(result)


def _changeable(call: VPCs) -> ManagedPrefixList:
    call.error_on_dryrun()
    found = find(call.ec2_backend, call._get_param("PrefixListId"))
    if found.owner_id == "AWS":
        raise EC2ClientError("UnauthorizedOperation", "A prefix list of AWS cannot be changed.")
    return found


def _check_version(found: ManagedPrefixList, current: Any) -> None:
    if current is None:
        raise EC2ClientError("MissingParameter", "The request must contain the parameter CurrentVersion")
    if int(current) != found.version:
        raise EC2ClientError("PrefixListVersionMismatch", "The prefix list has the incorrect version number.")


def _changed(found: ManagedPrefixList, added: list[Any], removed: list[Any]) -> list[dict[str, str]]:
    gone = {entry["Cidr"] for entry in removed}
    entries = [{**entry} for entry in found.entries.get(found.version) or []]
    missing = gone - {entry["Cidr"] for entry in entries}
    if missing:
        raise EC2ClientError("InvalidPrefixListModification", f"There is no entry {sorted(missing)}.")
    entries = [entry for entry in entries if entry["Cidr"] not in gone]
    for entry in added:
        if entry["Cidr"] in {one["Cidr"] for one in entries}:
            raise EC2ClientError(
                "InvalidPrefixListModification", f"An entry with the CIDR ({entry['Cidr']}) already exists."
            )
        entries.append({name: entry[name] for name in ("Cidr", "Description") if entry.get(name)})
    if len(entries) > int(found.max_entries):
        raise EC2ClientError(
            "PrefixListMaxEntriesExceeded", f"The prefix list holds at most {found.max_entries} entries."
        )
    return entries


def _next_version(found: ManagedPrefixList, entries: list[dict[str, str]]) -> None:
    found.version = (found.version or 1) + 1
    found.entries[found.version] = entries


def install() -> None:
    stock_delete = ManagedPrefixListBackend.delete_managed_prefix_list

    def delete_managed_prefix_list(self: ManagedPrefixListBackend, prefix_list_id: str) -> ManagedPrefixList:
        find(self, prefix_list_id)
        return stock_delete(self, prefix_list_id)

    ManagedPrefixListBackend.delete_managed_prefix_list = delete_managed_prefix_list
    VPCs.modify_managed_prefix_list = modify_managed_prefix_list
    VPCs.restore_managed_prefix_list_version = restore_managed_prefix_list_version
    VPCs.get_managed_prefix_list_entries = get_managed_prefix_list_entries

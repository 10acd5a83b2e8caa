"""Rules whose source is a security group of another account.

Stock moto looks every source up in the account itself and refuses what it does not find. AWS takes another
account's group where its VPC is peered; the local AWS has no other account, and takes it as it is named.
"""

from typing import Any

from moto.ec2.models.security_groups import SecurityGroupBackend


def install() -> None:
    stock = SecurityGroupBackend._add_source_group

    def _add_source_group(self: SecurityGroupBackend, source_groups: Any, vpc_id: str | None) -> list[Any]:
        foreign = [one for one in source_groups or [] if _owner(one) not in (None, self.account_id)]
        own = [one for one in source_groups or [] if one not in foreign]
        return [*stock(self, own, vpc_id), *foreign]

    SecurityGroupBackend._add_source_group = _add_source_group


def _owner(source: dict[str, str]) -> str | None:
    return source.get("UserId") or source.get("OwnerId")

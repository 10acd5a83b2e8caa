"""Security group rules as AWS shows and compares them.

Stock moto's rules have no owner and no ARN, lose the description of a rule whose source is a group or
a prefix list, and compare descriptions, so that such a rule cannot be revoked by what it permits.
"""

from typing import Any

from moto.ec2.models.security_groups import SecurityGroupRule


def _description(rule: SecurityGroupRule) -> str | None:
    return (
        rule.ip_range.get("Description")
        or rule.source_group.get("Description")
        or getattr(rule, "prefix_description", None)
    )


def _referenced_group(rule: SecurityGroupRule) -> dict[str, str] | None:
    if not rule.source_group:
        return None
    return {
        "GroupId": rule.source_group.get("GroupId"),
        "UserId": rule.source_group.get("UserId", rule.ec2_backend.account_id),
    }


def _rule_arn(rule: SecurityGroupRule) -> str:
    backend = rule.ec2_backend
    return f"arn:aws:ec2:{backend.region_name}:{backend.account_id}:security-group-rule/{rule.id}"


def _permits(rule: SecurityGroupRule) -> tuple[Any, ...]:
    """What a rule permits; its description and tags are not part of that."""
    ports = (None, None) if rule.ip_protocol == "-1" else (rule.from_port, rule.to_port)
    return (
        rule.ip_protocol,
        ports,
        rule.ip_range.get("CidrIp"),
        rule.ip_range.get("CidrIpv6"),
        rule.source_group.get("GroupId"),
        rule.prefix_list_id,
    )


def _equals(rule: SecurityGroupRule, other: object) -> bool:
    return isinstance(other, SecurityGroupRule) and _permits(rule) == _permits(other)


def install() -> None:
    stock_init = SecurityGroupRule.__init__

    def __init__(self: SecurityGroupRule, *args: Any, **kwargs: Any) -> None:
        stock_init(self, *args, **kwargs)
        prefix_list = args[7] if len(args) > 7 else kwargs.get("prefix_list_id")
        self.prefix_description = (prefix_list or {}).get("Description")

    SecurityGroupRule.__init__ = __init__
    SecurityGroupRule.__eq__ = _equals
    SecurityGroupRule.description = property(_description)
    SecurityGroupRule.referenced_group_info = property(_referenced_group)
    SecurityGroupRule.group_owner_id = property(lambda rule: rule.ec2_backend.account_id)
    SecurityGroupRule.security_group_rule_id = property(lambda rule: rule.id)
    SecurityGroupRule.security_group_rule_arn = property(_rule_arn)

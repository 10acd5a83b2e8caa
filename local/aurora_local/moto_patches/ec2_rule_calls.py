"""The calls on security group rules.

Stock moto answers an authorisation of several permissions with the rules of the last one, a revocation
with no rules at all, gives DescribeSecurityGroupRules no pages, and modifies IPv4 rules only.
"""

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import (
    InvalidParameterCombination,
    InvalidPermissionDuplicateError,
    InvalidSecurityGroupNotFoundError,
    InvalidSecurityGroupRuleIdNotFoundError,
)
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule
from moto.ec2.responses.security_groups import SecurityGroups

ANY_PORT = -1
DEFAULT_PAGE = 1000


def shown(rules: list[SecurityGroupRule]) -> list[SecurityGroupRule]:
    """Copies as AWS prints them: a rule for every protocol has the ports -1."""
    copies = [copy.copy(rule) for rule in rules]
    for rule in copies:
        rule.from_port = ANY_PORT if rule.from_port is None else rule.from_port
        rule.to_port = ANY_PORT if rule.to_port is None else rule.to_port
    return copies


def _authorize(direction: str) -> Any:
    def authorize(self: SecurityGroups) -> ActionResult:
        self.error_on_dryrun()
        call = getattr(self.ec2_backend, f"authorize_security_group_{direction}")
        added = [rule for kwargs in self._process_rules_from_querystring() for rule in call(**kwargs)[0]]
        return ActionResult({"Return": True, "SecurityGroupRules": shown(added)})

    return authorize


def _revoke(direction: str) -> Any:
    def revoke(self: SecurityGroups) -> ActionResult:
        self.error_on_dryrun()
        call = getattr(self.ec2_backend, f"revoke_security_group_{direction}")
        revoked = []
        for kwargs in self._process_rules_from_querystring():
            del kwargs["sgrule_tags"]
            group = self.ec2_backend.get_security_group_by_name_or_id(kwargs["group_name_or_id"])
            if group is None:
                raise InvalidSecurityGroupNotFoundError(kwargs["group_name_or_id"])
            before = [*getattr(group, f"{direction}_rules")]
            for rule_id in kwargs["security_rule_ids"]:
                if rule_id not in [rule.id for rule in before]:
                    raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
            call(**kwargs)
            left = {rule.id for rule in getattr(group, f"{direction}_rules")}
            revoked += [_revoked(rule) for rule in before if rule.id not in left]
        return ActionResult({"Return": True, "RevokedSecurityGroupRules": revoked})

    return revoke


def _revoked(rule: SecurityGroupRule) -> dict[str, Any]:
    """A revoked rule is flat: its referenced group is an id, not a structure."""
    printed = shown([rule])[0]
    fields = {
        "SecurityGroupRuleId": rule.id,
        "GroupId": rule.group_id,
        "IsEgress": rule.is_egress,
        "IpProtocol": rule.ip_protocol,
        "FromPort": printed.from_port,
        "ToPort": printed.to_port,
        "CidrIpv4": rule.cidr_ipv4,
        "CidrIpv6": rule.cidr_ipv6,
        "PrefixListId": rule.prefix_list_id,
        "ReferencedGroupId": rule.source_group.get("GroupId"),
        "Description": rule.description,
    }
    return {name: value for name, value in fields.items() if value is not None}


def describe_security_group_rules(self: SecurityGroups) -> ActionResult:
    self.error_on_dryrun()
    ids = self._get_param("SecurityGroupRuleIds", [])
    rules = self.ec2_backend.describe_security_group_rules(ids, self._filters_from_querystring())
    start = int(self._get_param("NextToken") or 0)
    end = start + int(self._get_param("MaxResults") or DEFAULT_PAGE)
    result = {"SecurityGroupRules": rules[start:end]}
    if end < len(rules):
        result["NextToken"] = str(end)
    return ActionResult(result)


def modify_security_group_rules(self: SecurityGroupBackend, group_id: str, rules: dict[str, Any]) -> None:
    group = self.get_security_group_by_name_or_id(group_id)
    if group is None:
        raise InvalidSecurityGroupNotFoundError(group_id)
    for rule_id, new in rules.items():
        rule = group.get_rule(rule_id)
        if rule is None:
            raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        _replace(self, rule, new)


def _replace(backend: Any, rule: SecurityGroupRule, new: dict[str, Any]) -> None:
    """ModifySecurityGroupRules puts a whole rule in the place of the old one, under the same id."""
    sources = ("CidrIpv4", "CidrIpv6", "PrefixListId", "ReferencedGroupId")
    given = [name for name in sources if new.get(name)]
    if len(given) != 1:
        raise InvalidParameterCombination(f"The request must contain exactly one of: {', '.join(sources)}")
    source, described = new[given[0]], {"Description": new["Description"]} if new.get("Description") else {}
    fresh = SecurityGroupRule(
        backend,
        new.get("IpProtocol"),
        rule.group_id,
        new.get("FromPort", ANY_PORT),
        new.get("ToPort", ANY_PORT),
        {given[0].replace("CidrIpv4", "CidrIp"): source, **described}
        if given[0].startswith("Cidr")
        else None,
        {"GroupId": source, "UserId": backend.account_id, **described}
        if given[0] == "ReferencedGroupId"
        else None,
        {"PrefixListId": source, **described} if given[0] == "PrefixListId" else None,
        is_egress=rule.is_egress,
    )
    _check_new(backend, rule, fresh, given[0])
    for name in (
        "ip_protocol",
        "from_port",
        "to_port",
        "ip_range",
        "source_group",
        "prefix_list_id",
        "prefix_description",
    ):
        setattr(rule, name, getattr(fresh, name))


def _check_new(backend: Any, rule: SecurityGroupRule, fresh: SecurityGroupRule, kind: str) -> None:
    if kind == "ReferencedGroupId":
        source = fresh.source_group["GroupId"]
        if backend.get_security_group_from_id(source) is None:
            raise InvalidSecurityGroupNotFoundError(source)
    group = backend.get_security_group_from_id(rule.group_id)
    others = [*(group.egress_rules if rule.is_egress else group.ingress_rules)]
    if any(other == fresh for other in others if other.id != rule.id):
        raise InvalidPermissionDuplicateError


def install() -> None:
    for direction in ("ingress", "egress"):
        setattr(SecurityGroups, f"authorize_security_group_{direction}", _authorize(direction))
        setattr(SecurityGroups, f"revoke_security_group_{direction}", _revoke(direction))
    SecurityGroups.describe_security_group_rules = describe_security_group_rules
    SecurityGroupBackend.modify_security_group_rules = modify_security_group_rules

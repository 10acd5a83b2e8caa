"""Security group rules behave as AWS documents."""

import itertools

import pytest
from botocore.exceptions import ClientError

_names = (f"group-{number}" for number in itertools.count())


@pytest.fixture
def ec2(account):
    return account.client("ec2")


@pytest.fixture
def group(ec2):
    return ec2.create_security_group(GroupName=next(_names), Description="d")["GroupId"]


def allow(ec2, group, *sources):
    permissions = [{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, **source} for source in sources]
    return ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=permissions)[
        "SecurityGroupRules"
    ]


def rules(ec2, group):
    found = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
    return [rule for rule in found["SecurityGroupRules"] if not rule["IsEgress"]]


def sources(ec2, group):
    prefix_list = ec2.create_managed_prefix_list(
        PrefixListName=next(_names), MaxEntries=5, AddressFamily="IPv4"
    )["PrefixList"]["PrefixListId"]
    return [
        {"IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "four"}]},
        {"Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32", "Description": "six"}]},
        {"UserIdGroupPairs": [{"GroupId": group, "Description": "group"}]},
        {"PrefixListIds": [{"PrefixListId": prefix_list, "Description": "list"}]},
    ]


def test_every_kind_of_rule_is_shown_whole(ec2, group):
    made = allow(ec2, group, *sources(ec2, group))

    assert made == [{**rule} for rule in rules(ec2, group)]
    assert [rule["Description"] for rule in made] == ["four", "six", "group", "list"]
    assert made[2]["ReferencedGroupInfo"] == {"GroupId": group, "UserId": "123456789012"}
    assert all(rule["GroupOwnerId"] == "123456789012" for rule in made)
    assert all(rule["SecurityGroupRuleArn"].endswith(rule["SecurityGroupRuleId"]) for rule in made)


@pytest.mark.parametrize("kind", range(4))
def test_every_kind_of_rule_is_revoked_by_its_id_alone(ec2, group, kind):
    made = allow(ec2, group, *sources(ec2, group))

    answer = ec2.revoke_security_group_ingress(
        GroupId=group, SecurityGroupRuleIds=[made[kind]["SecurityGroupRuleId"]]
    )

    (revoked,) = answer["RevokedSecurityGroupRules"]
    assert revoked["SecurityGroupRuleId"] == made[kind]["SecurityGroupRuleId"]
    assert len(rules(ec2, group)) == 3


def test_a_rule_is_revoked_by_what_it_permits_whatever_its_description(ec2, group):
    allow(ec2, group, *sources(ec2, group)[2:3])
    ec2.revoke_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 5432,
                "ToPort": 5432,
                "UserIdGroupPairs": [{"GroupId": group}],
            }
        ],
    )

    assert rules(ec2, group) == []


def test_an_unknown_rule_id_is_said_so(ec2, group):
    with pytest.raises(ClientError) as error:
        ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=["sgr-00000000000000000"])

    assert error.value.response["Error"]["Code"] == "InvalidSecurityGroupRuleId.NotFound"


def test_rules_come_in_pages(ec2, group):
    allow(ec2, group, *({"IpRanges": [{"CidrIp": f"10.{number}.0.0/16"}]} for number in range(6)))
    pages = ec2.get_paginator("describe_security_group_rules").paginate(
        Filters=[{"Name": "group-id", "Values": [group]}], MaxResults=5
    )

    assert [len(page["SecurityGroupRules"]) for page in pages] == [5, 2]


def test_a_rule_is_modified_under_its_id_to_any_source(ec2, group):
    (made,) = allow(ec2, group, {"IpRanges": [{"CidrIp": "10.0.0.0/8"}]})
    ec2.modify_security_group_rules(
        GroupId=group,
        SecurityGroupRules=[
            {
                "SecurityGroupRuleId": made["SecurityGroupRuleId"],
                "SecurityGroupRule": {"IpProtocol": "-1", "CidrIpv6": "::/0", "Description": "open"},
            }
        ],
    )

    (rule,) = rules(ec2, group)
    assert rule["SecurityGroupRuleId"] == made["SecurityGroupRuleId"]
    assert (rule["CidrIpv6"], rule["FromPort"], rule["Description"]) == ("::/0", -1, "open")
    assert "CidrIpv4" not in rule

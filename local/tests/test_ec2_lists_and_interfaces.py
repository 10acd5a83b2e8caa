"""Prefix lists, egress rules and the network interfaces of databases behave as AWS documents."""

import itertools

import pytest
from botocore.exceptions import ClientError
from conftest import last_record

_names = (f"name-{number}" for number in itertools.count())


@pytest.fixture
def ec2(account):
    return account.client("ec2")


@pytest.fixture
def group(ec2):
    return ec2.create_security_group(GroupName=next(_names), Description="d")["GroupId"]


@pytest.fixture
def offices(ec2):
    return ec2.create_managed_prefix_list(
        PrefixListName=next(_names),
        MaxEntries=3,
        AddressFamily="IPv4",
        Entries=[{"Cidr": "10.1.0.0/16", "Description": "north"}, {"Cidr": "10.2.0.0/16"}],
    )["PrefixList"]


def entries(ec2, offices, **choice):
    found = ec2.get_managed_prefix_list_entries(PrefixListId=offices["PrefixListId"], **choice)
    return [entry["Cidr"] for entry in found["Entries"]]


def modify(ec2, offices, version, **change):
    return ec2.modify_managed_prefix_list(
        PrefixListId=offices["PrefixListId"], CurrentVersion=version, **change
    )["PrefixList"]


def code(call, *args, **kwargs):
    with pytest.raises(ClientError) as error:
        call(*args, **kwargs)
    return error.value.response["Error"]["Code"]


def test_a_changed_list_has_a_new_version_and_the_old_one_can_be_restored(account, ec2, offices):
    changed = modify(
        ec2, offices, 1, AddEntries=[{"Cidr": "0.0.0.0/0"}], RemoveEntries=[{"Cidr": "10.2.0.0/16"}]
    )
    record = last_record(account)
    open_now = entries(ec2, offices)
    restored = ec2.restore_managed_prefix_list_version(
        PrefixListId=offices["PrefixListId"], PreviousVersion=1, CurrentVersion=2
    )["PrefixList"]

    assert (offices["Version"], changed["Version"], restored["Version"]) == (1, 2, 3)
    assert changed["PrefixListName"] == offices["PrefixListName"]
    assert open_now == ["10.1.0.0/16", "0.0.0.0/0"]
    assert entries(ec2, offices) == ["10.1.0.0/16", "10.2.0.0/16"]
    assert entries(ec2, offices, TargetVersion=2) == open_now
    assert record["requestParameters"]["ModifyManagedPrefixListRequest"] == {
        "PrefixListId": offices["PrefixListId"],
        "CurrentVersion": 1,
        "AddEntry": {"Cidr": "0.0.0.0/0", "tag": 1},
        "RemoveEntry": {"Cidr": "10.2.0.0/16", "tag": 1},
    }
    assert record["responseElements"]["ModifyManagedPrefixListResponse"]["prefixList"]["version"] == 2


def test_what_aws_refuses_of_a_list_is_refused_and_changes_nothing(ec2, offices):
    world = [{"Cidr": "0.0.0.0/0"}]
    many = [{"Cidr": f"10.{number}.0.0/16"} for number in (5, 6)]

    assert code(modify, ec2, offices, 7, AddEntries=world) == "PrefixListVersionMismatch"
    assert code(modify, ec2, offices, 1, AddEntries=many) == "PrefixListMaxEntriesExceeded"
    assert code(modify, ec2, offices, 1, RemoveEntries=world) == "InvalidPrefixListModification"
    assert code(modify, ec2, offices, 1, AddEntries=world, MaxEntries=9) == "InvalidParameterCombination"
    unknown = {"PrefixListId": "pl-00000000000000000"}
    assert code(modify, ec2, unknown, 1, AddEntries=world) == "InvalidPrefixListID.NotFound"
    assert code(entries, ec2, unknown) == "InvalidPrefixListID.NotFound"
    assert entries(ec2, offices) == ["10.1.0.0/16", "10.2.0.0/16"]


def test_entries_come_in_pages(ec2, offices):
    pages = ec2.get_paginator("get_managed_prefix_list_entries").paginate(
        PrefixListId=offices["PrefixListId"], PaginationConfig={"PageSize": 1}
    )

    assert [[entry["Cidr"] for entry in page["Entries"]] for page in pages] == [
        ["10.1.0.0/16"],
        ["10.2.0.0/16"],
    ]


def test_an_egress_rule_comes_is_changed_and_goes_by_its_id(account, ec2, group):
    allowed = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    (rule,) = ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[allowed])[
        "SecurityGroupRules"
    ]
    authorized = last_record(account)
    ec2.modify_security_group_rules(
        GroupId=group,
        SecurityGroupRules=[
            {
                "SecurityGroupRuleId": rule["SecurityGroupRuleId"],
                "SecurityGroupRule": {
                    "IpProtocol": "tcp",
                    "FromPort": 443,
                    "ToPort": 443,
                    "CidrIpv4": "0.0.0.0/0",
                },
            }
        ],
    )
    modified = last_record(account)
    answer = ec2.revoke_security_group_egress(
        GroupId=group, SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]]
    )

    assert rule["IsEgress"] is True
    assert authorized["responseElements"]["securityGroupRuleSet"]["items"][0]["isEgress"] is True
    wrapped = modified["requestParameters"]["ModifySecurityGroupRulesRequest"]
    assert wrapped["SecurityGroupRule"]["SecurityGroupRule"]["CidrIpv4"] == "0.0.0.0/0"
    assert modified["responseElements"]["ModifySecurityGroupRulesResponse"]["return"] is True
    assert answer["RevokedSecurityGroupRules"][0]["CidrIpv4"] == "0.0.0.0/0"


def test_a_rule_cannot_become_another_rule_of_its_group(ec2, group):
    ranges = [{"CidrIp": "10.0.0.0/8"}, {"CidrIp": "10.9.0.0/16"}]
    permission = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "IpRanges": ranges}
    made = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])[
        "SecurityGroupRules"
    ]

    def becomes(**source):
        new = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, **source}
        rule = {"SecurityGroupRuleId": made[0]["SecurityGroupRuleId"], "SecurityGroupRule": new}
        ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=[rule])

    assert code(becomes, CidrIpv4="10.9.0.0/16") == "InvalidPermission.Duplicate"
    assert code(becomes, ReferencedGroupId="sg-00000000000000000") == "InvalidGroup.NotFound"
    becomes(CidrIpv4="10.0.0.0/8", Description="the same, described")
    (rule,) = ec2.describe_security_group_rules(SecurityGroupRuleIds=[made[0]["SecurityGroupRuleId"]])[
        "SecurityGroupRules"
    ]
    assert rule["Description"] == "the same, described"


def interfaces(ec2, *filters):
    found = ec2.describe_network_interfaces(
        Filters=[{"Name": name, "Values": [value]} for name, value in filters]
    )
    return found["NetworkInterfaces"]


def test_a_database_has_an_interface_of_rds_with_the_groups_of_its_cluster(account, ec2, group):
    rds = account.client("rds")
    rds.create_db_cluster(
        DBClusterIdentifier="wired",
        Engine="aurora-postgresql",
        MasterUsername="owner",
        MasterUserPassword="long-enough",
        VpcSecurityGroupIds=[group],
    )
    rds.create_db_instance(
        DBInstanceIdentifier="wired-1",
        DBClusterIdentifier="wired",
        DBInstanceClass="db.r6g.large",
        Engine="aurora-postgresql",
        PubliclyAccessible=True,
    )
    (eni,) = interfaces(ec2, ("group-id", group))
    other = ec2.create_security_group(GroupName=next(_names), Description="d")["GroupId"]
    rds.modify_db_cluster(DBClusterIdentifier="wired", VpcSecurityGroupIds=[other])
    rds.modify_db_instance(DBInstanceIdentifier="wired-1", PubliclyAccessible=False)
    (moved,) = interfaces(ec2, ("group-id", other), ("requester-id", "amazon-rds"))
    refused = code(
        ec2.modify_network_interface_attribute,
        NetworkInterfaceId=eni["NetworkInterfaceId"],
        Groups=[group],
    )
    rds.delete_db_instance(DBInstanceIdentifier="wired-1", SkipFinalSnapshot=True)

    assert (eni["Description"], eni["RequesterId"]) == ("RDSNetworkInterface", "amazon-rds")
    assert (eni["RequesterManaged"], eni["Status"]) == (True, "in-use")
    assert eni["Attachment"]["InstanceOwnerId"] == "amazon-rds"
    assert eni["Association"]["IpOwnerId"] == "amazon-rds"
    assert [one["GroupId"] for one in eni["Groups"]] == [group]
    assert moved["NetworkInterfaceId"] == eni["NetworkInterfaceId"]
    assert [one["GroupId"] for one in moved["Groups"]] == [other]
    assert "PublicIp" not in moved.get("Association", {})
    assert refused == "AuthFailure"
    assert interfaces(ec2, ("group-id", other)) == []

"""What stands around a database: put back, its harmless twin left alone, and no second time."""

import time

import pytest
from guard import ARTIFACTS, QUIET_SECONDS, Broken, OpenPort, check_once, ends_well, guarded

from aurora_local.seed import DEVELOPER

WORLD = "0.0.0.0/0"
OFFICE = "10.7.0.0/16"

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("network")) as aws:
        yield aws


class AroundACluster(Broken):
    """A cluster with an instance, reached through a group of its own."""

    def prepare(self) -> None:
        self.ec2 = self.aws.client("ec2", DEVELOPER)
        self.group = self.group_of_cluster()
        self.cluster(VpcSecurityGroupIds=[self.group])
        self.member()
        self.prepare_network()

    def group_of_cluster(self) -> str:
        return self.ec2.create_security_group(GroupName=self.name, Description="d")["GroupId"]

    def prepare_network(self) -> None:
        pass

    def break_it(self) -> None:
        self.change(WORLD)

    def change(self, source: str) -> None:
        raise NotImplementedError

    def rules(self, egress: bool = False) -> list[dict]:
        found = self.ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [self.group]}])
        return [rule for rule in found["SecurityGroupRules"] if rule["IsEgress"] == egress]

    def default_vpc(self) -> str:
        (vpc,) = self.ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
        return vpc["VpcId"]


class ForeignSourceGroup(AroundACluster):
    control, call, revert = "NET-04", "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"

    def prepare_network(self) -> None:
        self.foreign = {"GroupId": "sg-0b1b2c3d4e5f60718", "UserId": "999988887777"}
        made = self.ec2.create_security_group(GroupName=f"{self.name}-app", Description="d")
        self.own = {"GroupId": made["GroupId"]}

    def change(self, source: str) -> None:
        pairs = [self.foreign if source == WORLD else self.own]
        permission = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": pairs}
        self.ec2.authorize_security_group_ingress(GroupId=self.group, IpPermissions=[permission])

    def sources(self) -> list[str]:
        return [rule["ReferencedGroupInfo"]["GroupId"] for rule in self.rules()]

    def in_order(self) -> bool:
        return self.foreign["GroupId"] not in self.sources()

    def took(self) -> bool:
        return self.own["GroupId"] in self.sources()


class EgressToTheWorld(AroundACluster):
    control, call, revert = "NET-06", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupEgress"

    def change(self, source: str) -> None:
        permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
        self.ec2.authorize_security_group_egress(
            GroupId=self.group, IpPermissions=[{**permission, "IpRanges": [{"CidrIp": source}]}]
        )

    def in_order(self) -> bool:
        return not any(
            rule.get("CidrIpv4") == WORLD and rule["FromPort"] == 443 for rule in self.rules(egress=True)
        )

    def took(self) -> bool:
        return any(rule.get("CidrIpv4") == OFFICE for rule in self.rules(egress=True))


class RuleInADefaultGroup(AroundACluster):
    """Its twin is a rule for the group itself."""

    control, call, revert = "NET-26", "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"

    def group_of_cluster(self) -> str:
        own = [
            {"Name": "vpc-id", "Values": [self.default_vpc()]},
            {"Name": "group-name", "Values": ["default"]},
        ]
        return self.ec2.describe_security_groups(Filters=own)["SecurityGroups"][0]["GroupId"]

    def change(self, source: str) -> None:
        pairs = {"IpRanges": [{"CidrIp": OFFICE}]}
        if source != WORLD:  # The group itself.
            pairs = {"UserIdGroupPairs": [{"GroupId": self.group}]}
        permission = {"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, **pairs}
        self.ec2.authorize_security_group_ingress(GroupId=self.group, IpPermissions=[permission])

    def in_order(self) -> bool:
        return not any(rule.get("CidrIpv4") for rule in self.rules())

    def took(self) -> bool:
        return any(
            rule.get("ReferencedGroupInfo", {}).get("GroupId") == self.group and rule["FromPort"] == 8080
            for rule in self.rules()
        )


class EditedPrefixList(AroundACluster):
    control, call, revert = "NET-05", "ModifyManagedPrefixList", "RestoreManagedPrefixListVersion"

    def prepare_network(self) -> None:
        made = self.ec2.create_managed_prefix_list(
            PrefixListName=self.name,
            MaxEntries=5,
            AddressFamily="IPv4",
            Entries=[{"Cidr": "10.1.0.0/16", "Description": "office"}],
        )["PrefixList"]
        self.list = made["PrefixListId"]
        permission = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}
        self.ec2.authorize_security_group_ingress(
            GroupId=self.group, IpPermissions=[{**permission, "PrefixListIds": [{"PrefixListId": self.list}]}]
        )
        self.database_group, self.group = self.group, self.list

    def change(self, source: str) -> None:
        (found,) = self.ec2.describe_managed_prefix_lists(PrefixListIds=[self.list])["PrefixLists"]
        self.ec2.modify_managed_prefix_list(
            PrefixListId=self.list, CurrentVersion=found["Version"], AddEntries=[{"Cidr": source}]
        )

    def entries(self) -> list[str]:
        found = self.ec2.get_managed_prefix_list_entries(PrefixListId=self.list)["Entries"]
        return sorted(entry["Cidr"] for entry in found)

    def in_order(self) -> bool:
        return WORLD not in self.entries()

    def took(self) -> bool:
        return self.entries() == ["10.1.0.0/16", OFFICE]


class RouteToTheInternet(AroundACluster):
    control, call, revert = "NET-13", "CreateRoute", "DeleteRoute"

    def prepare_network(self) -> None:
        vpc = self.default_vpc()
        main = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": "association.main", "Values": ["true"]}]
        self.table = self.ec2.describe_route_tables(Filters=main)["RouteTables"][0]["RouteTableId"]
        attached = [{"Name": "attachment.vpc-id", "Values": [vpc]}]
        gateways = self.ec2.describe_internet_gateways(Filters=attached)["InternetGateways"]
        if not gateways:
            gateways = [self.ec2.create_internet_gateway()["InternetGateway"]]
            self.ec2.attach_internet_gateway(VpcId=vpc, InternetGatewayId=gateways[0]["InternetGatewayId"])
        self.gateway = gateways[0]["InternetGatewayId"]
        other = self.ec2.create_vpc(CidrBlock=OFFICE)["Vpc"]["VpcId"]
        self.peering = self.ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=other)[
            "VpcPeeringConnection"
        ]["VpcPeeringConnectionId"]
        self.database_group, self.group = self.group, self.table

    def change(self, source: str) -> None:
        target = {"GatewayId": self.gateway} if source == WORLD else {"VpcPeeringConnectionId": self.peering}
        self.ec2.create_route(RouteTableId=self.table, DestinationCidrBlock=source, **target)

    def destinations(self) -> list[str]:
        (table,) = self.ec2.describe_route_tables(RouteTableIds=[self.table])["RouteTables"]
        return [route["DestinationCidrBlock"] for route in table["Routes"]]

    def in_order(self) -> bool:
        return WORLD not in self.destinations()

    def took(self) -> bool:
        return OFFICE in self.destinations()


class OpenedNetworkAcl(AroundACluster):
    control, call, revert = "NET-14", "CreateNetworkAclEntry", "DeleteNetworkAclEntry"

    def prepare_network(self) -> None:
        vpc = self.default_vpc()
        self.acl = self.ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
        found = self.ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkAcls"]
        for one in [link for acl in found for link in acl["Associations"]]:
            self.ec2.replace_network_acl_association(
                AssociationId=one["NetworkAclAssociationId"], NetworkAclId=self.acl
            )
        self.database_group, self.group = self.group, self.acl

    def change(self, source: str) -> None:
        self.ec2.create_network_acl_entry(
            NetworkAclId=self.acl,
            RuleNumber=90 if source == WORLD else 80,
            Protocol="6",
            RuleAction="allow",
            Egress=False,
            CidrBlock=source,
            PortRange={"From": 5432, "To": 5432},
        )

    def blocks(self) -> list[str]:
        (acl,) = self.ec2.describe_network_acls(NetworkAclIds=[self.acl])["NetworkAcls"]
        return [entry["CidrBlock"] for entry in acl["Entries"] if entry["RuleAction"] == "allow"]

    def in_order(self) -> bool:
        return WORLD not in self.blocks()

    def took(self) -> bool:
        return OFFICE in self.blocks()


@pytest.mark.parametrize(
    "kind",
    [
        ForeignSourceGroup,
        EgressToTheWorld,
        RuleInADefaultGroup,
        EditedPrefixList,
        RouteToTheInternet,
        OpenedNetworkAcl,
    ],
)
def test_it_is_put_back_once_and_its_harmless_twin_is_left_alone(aws, kind):
    broken = kind(aws)
    seq = aws.log.last
    broken.change(OFFICE)
    quiet(aws, seq)
    assert broken.took()
    assert not [
        e for e in aws.log.after(seq)[0] if e["kind"] == "alert" or (e["kind"] == "call" and e["own"])
    ]

    seq = aws.log.last
    broken.make()
    check_once(ends_well(aws, seq, [broken], 40), broken)
    assert broken.took()

    seq = aws.log.last
    aws.dispatcher.redeliver(broken.event_id)
    quiet(aws, seq)
    assert not [
        e for e in aws.log.after(seq)[0] if e["kind"] == "alert" or (e["kind"] == "call" and e["own"])
    ]


def test_an_alert_says_how_far_what_was_opened_could_be_reached(aws):
    broken = OpenPort(aws)
    seq = aws.log.last
    broken.make()
    (alert,) = ends_well(aws, seq, [broken], 40).alerts(broken)

    assert alert["evidence"].endswith("; opened, not reachable from the internet: no public IPv4 address")
    assert alert["control"]["severity"] == "HIGH"


def quiet(aws, seq):
    """Whatever was delivered since has been answered."""
    for event_id in [e["eventID"] for e in aws.log.after(seq)[0] if e["kind"] == "delivered"]:
        aws.wait_for(lambda e, one=event_id: e["kind"] == "invoked" and one in e["eventIDs"], seq, 40)
    time.sleep(QUIET_SECONDS / 4)

package dev.auroraguardrails.network;

import static dev.auroraguardrails.network.NetworkInventoryTest.RECOMMENDED;
import static dev.auroraguardrails.network.NetworkInventoryTest.cluster;
import static dev.auroraguardrails.network.NetworkInventoryTest.clusters;
import static dev.auroraguardrails.network.NetworkInventoryTest.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Exposure;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource.NetworkAcl;
import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.RouteTable;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Route;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;

/// Prefix lists, route tables and network ACLs: read with the clusters that they concern, and put
/// back.
class NetworkPartsTest {
  private static final ClusterUse ORDERS = new ClusterUse("orders", 5432);
  private static final ResourceId LIST = id(Kind.PREFIX_LIST, "pl-1");
  private static final ResourceId TABLE = id(Kind.ROUTE_TABLE, "rtb-1");
  private static final ResourceId ACL = id(Kind.NETWORK_ACL, "acl-1");
  private static final String CLUSTERS = "DescribeDBClusters MaxRecords=100";
  private static final String IN_VPC =
      "DescribeNetworkInterfaces Filter.1.Name=vpc-id Filter.1.Value.1=vpc-1"
          + " Filter.2.Name=description Filter.2.Value.1=RDSNetworkInterface MaxResults=1000";
  private static final String INTERFACE =
      "<networkInterfaceSet><item><subnetId>subnet-1</subnetId><groupSet><item><groupId>sg-1</groupId></item></groupSet></item></networkInterfaceSet>";

  private final Wire wire = new Wire();
  private final Uses ledger = new Uses();
  private final Ec2Client ec2 = wire.client(Ec2Client.builder());
  private final NetworkInventory inventory =
      new NetworkInventory(ec2, wire.client(RdsClient.builder()), ledger, RECOMMENDED);
  private final NetworkRemediator remediator = new NetworkRemediator(ec2, inventory);

  @Test
  void aPrefixListIsReadWithTheGuardedGroupsThatNameItAndWithItsVersionBefore() {
    ledger.stored.put("sg-1", Set.of(ORDERS));
    wire.answers(associations("sg-1", "rtb-9"))
        .answers(rules(naming()))
        .answers(entries("0.0.0.0/0"))
        .answers(version(3))
        .answers(entries("10.0.0.0/8"))
        .answers(entries("0.0.0.0/0"));

    var list = (PrefixList) inventory.read(LIST, Set.of()).orElseThrow();

    assertThat(list.version()).isEqualTo(3);
    assertThat(list.entries()).contains(List.of("0.0.0.0/0"));
    assertThat(list.before()).contains(List.of("10.0.0.0/8"));
    assertThat(list.groups()).extracting(SecurityGroup::usedBy).containsExactly(Set.of(ORDERS));
    assertThat(wire.calls())
        .containsExactly(
            "GetManagedPrefixListAssociations MaxResults=100 PrefixListId=pl-1",
            NetworkInventoryTest.RULES,
            "GetManagedPrefixListEntries MaxResults=100 PrefixListId=pl-1",
            "DescribeManagedPrefixLists PrefixListId.1=pl-1",
            "GetManagedPrefixListEntries MaxResults=100 PrefixListId=pl-1 TargetVersion=2",
            "GetManagedPrefixListEntries MaxResults=100 PrefixListId=pl-1 TargetVersion=3");
  }

  @Test
  void aPrefixListThatNoGroupNamesCostsOneCall() {
    wire.answers(associations("rtb-9"));

    assertThat(inventory.read(LIST, Set.of()).orElseThrow().isGuarded()).isFalse();
    assertThat(wire.calls()).hasSize(1);
  }

  @Test
  void aPrefixListThatIsGoneIsEmpty() {
    wire.fails(400, "InvalidPrefixListID.NotFound");

    assertThat(inventory.read(LIST, Set.of())).isEmpty();
  }

  @Test
  void aRouteTableIsReadWithTheClustersInItsSubnets() {
    wire.answers(table("<item><subnetId>subnet-1</subnetId><main>false</main></item>"))
        .answers(INTERFACE)
        .answers(clusters(cluster("orders", "aurora-postgresql", 5432, "sg-1")));

    assertThat(inventory.read(TABLE, Set.of()))
        .contains(
            new RouteTable(
                TABLE,
                List.of(new Route("0.0.0.0/0", "igw-1"), new Route("10.0.0.0/16", "local")),
                Set.of("subnet-1"),
                Set.of(ORDERS)));
    assertThat(wire.calls())
        .containsExactly("DescribeRouteTables RouteTableId.1=rtb-1", IN_VPC, CLUSTERS);
  }

  @Test
  void theMainTableServesTheSubnetsThatHaveNoneOfTheirOwn() {
    ledger.stored.put("sg-1", Set.of(ORDERS));
    wire.answers(table("<item><main>true</main></item>"))
        .answers(INTERFACE)
        .answers("<routeTableSet/>")
        .answers(table("<item><main>true</main></item>"))
        .answers(INTERFACE)
        .answers(
            "<routeTableSet><item><associationSet><item><subnetId>subnet-1</subnetId></item></associationSet></item></routeTableSet>");

    assertThat(((RouteTable) inventory.read(TABLE, Set.of()).orElseThrow()).usedBy())
        .containsExactly(ORDERS);
    assertThat(inventory.read(TABLE, Set.of()).orElseThrow().isGuarded()).isFalse();
  }

  @Test
  void aTableOfSubnetsWithoutDatabasesCostsTwoCalls() {
    wire.answers(table("<item><main>true</main></item>")).answers("<networkInterfaceSet/>");

    assertThat(inventory.read(TABLE, Set.of()).orElseThrow().isGuarded()).isFalse();
    assertThat(wire.calls()).hasSize(2);
  }

  @Test
  void aNetworkAclIsReadWithTheClustersInItsSubnets() {
    ledger.stored.put("sg-1", Set.of(ORDERS));
    wire.answers(acl()).answers(INTERFACE);

    assertThat(inventory.read(ACL, Set.of()))
        .contains(
            new NetworkAcl(
                ACL,
                List.of(
                    new AclEntry(90, false, "6", true, "0.0.0.0/0", 5432, 5432),
                    new AclEntry(32767, false, "-1", false, "0.0.0.0/0", -1, -1)),
                Set.of("subnet-1"),
                Set.of(ORDERS)));
    assertThat(wire.calls()).containsExactly("DescribeNetworkAcls NetworkAclId.1=acl-1", IN_VPC);
  }

  @ParameterizedTest
  @CsvSource({
    "ROUTE_TABLE, InvalidRouteTableID.NotFound",
    "NETWORK_ACL, InvalidNetworkAclID.NotFound"
  })
  void whatIsGoneIsEmpty(Kind kind, String code) {
    wire.fails(400, code);

    assertThat(inventory.read(id(kind, "x-1"), Set.of())).isEmpty();
  }

  @Test
  void aRouteIsDeletedAndReadBack() {
    wire.answers("<return>true</return>").answers("<routeTableSet/>");

    var done =
        remediator.apply(
            new Remediation.RestoreRoute(TABLE, "0.0.0.0/0", "igw-1", Optional.empty()));

    assertThat(done).isEqualTo(new Applied.Done(Optional.empty(), "r-1"));
    assertThat(wire.calls())
        .containsExactly(
            "DeleteRoute DestinationCidrBlock=0.0.0.0/0 RouteTableId=rtb-1",
            "DescribeRouteTables RouteTableId.1=rtb-1");
  }

  @ParameterizedTest
  @CsvSource({
    "nat-1, NatGatewayId",
    "igw-1, GatewayId",
    "tgw-1, TransitGatewayId",
    "pcx-1, VpcPeeringConnectionId",
    "eni-1, NetworkInterfaceId",
    "i-1, InstanceId",
    "vpce-1, VpcEndpointId"
  })
  void aRouteGetsItsTargetBack(String target, String member) {
    wire.answers("<return>true</return>").answers("<routeTableSet/>");

    remediator.apply(
        new Remediation.RestoreRoute(TABLE, "0.0.0.0/0", "igw-9", Optional.of(target)));

    assertThat(List.of(wire.calls().getFirst().split(" ")))
        .containsExactlyInAnyOrder(
            "ReplaceRoute",
            "DestinationCidrBlock=0.0.0.0/0",
            member + "=" + target,
            "RouteTableId=rtb-1");
  }

  @Test
  void anEntryOfAnAclIsDeletedOrReplaced() {
    var open = new AclEntry(90, false, "6", true, "::/0", 5432, 5432);
    var narrow = new AclEntry(90, false, "-1", false, "10.0.0.0/8", -1, -1);
    wire.answers("<return>true</return>")
        .answers("<networkAclSet/>")
        .answers("<return>true</return>")
        .answers("<networkAclSet/>");

    remediator.apply(new Remediation.RestoreAclEntry(ACL, open, Optional.empty()));
    remediator.apply(new Remediation.RestoreAclEntry(ACL, open, Optional.of(narrow)));

    assertThat(wire.calls().get(0))
        .isEqualTo("DeleteNetworkAclEntry Egress=false NetworkAclId=acl-1 RuleNumber=90");
    assertThat(wire.calls().get(2))
        .isEqualTo(
            "ReplaceNetworkAclEntry CidrBlock=10.0.0.0/8 Egress=false NetworkAclId=acl-1"
                + " Protocol=-1 RuleAction=deny RuleNumber=90");
  }

  @Test
  void aVersionIsRestoredOnlyOverTheOneThatWasFound() {
    wire.answers("<prefixList/>").answers(associations());

    remediator.apply(new Remediation.RestorePrefixList(LIST, 3, 2));

    assertThat(wire.calls().getFirst())
        .isEqualTo(
            "RestoreManagedPrefixListVersion CurrentVersion=3 PrefixListId=pl-1"
                + " PreviousVersion=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IncorrectState", "PrefixListVersionMismatch"})
  void aListThatIsBeingChangedIsTriedAgain(String code) {
    wire.fails(400, code);

    assertThat(remediator.apply(new Remediation.RestorePrefixList(LIST, 3, 2)))
        .isInstanceOf(Applied.Busy.class);
  }

  @Test
  void aRouteThatIsGoneIsDoneAndWhatIsForbiddenIsRefused() {
    var call = new Remediation.RestoreRoute(TABLE, "0.0.0.0/0", "igw-1", Optional.empty());
    wire.fails(400, "InvalidRoute.NotFound")
        .answers("<routeTableSet/>")
        .fails(403, "UnauthorizedOperation");

    assertThat(remediator.apply(call)).isEqualTo(new Applied.Done(Optional.empty(), "r-1"));
    assertThat(remediator.apply(call)).isInstanceOf(Applied.Refused.class);
  }

  @Test
  void aGroupOfPrivateInstancesIsJudgedByOneCall() {
    wire.answers(INTERFACE);

    assertThat(exposure().words())
        .isEqualTo("opened, not reachable from the internet: no public IPv4 address");
    assertThat(wire.calls()).containsExactly(NetworkInventoryTest.INTERFACES);
  }

  @Test
  void aPublicInstanceIsJudgedByItsRoutesAndItsNetworkAclToo() {
    wire.answers(publicly())
        .answers("<routeTableSet/>")
        .answers(table("<item><main>true</main></item>"))
        .answers(
            acl()
                .replace(
                    "</entrySet>",
                    "<item><ruleNumber>100</ruleNumber><protocol>-1</protocol><ruleAction>allow</ruleAction><egress>true</egress><cidrBlock>0.0.0.0/0</cidrBlock></item></entrySet>"));

    assertThat(exposure().words())
        .isEqualTo("reachable from the internet by 203.0.113.9 in subnet-1");
    assertThat(wire.calls())
        .containsExactly(
            NetworkInventoryTest.INTERFACES,
            "DescribeRouteTables Filter.1.Name=association.subnet-id Filter.1.Value.1=subnet-1",
            "DescribeRouteTables Filter.1.Name=vpc-id Filter.1.Value.1=vpc-1"
                + " Filter.2.Name=association.main Filter.2.Value.1=true",
            "DescribeNetworkAcls Filter.1.Name=association.subnet-id Filter.1.Value.1=subnet-1");
  }

  @Test
  void whatCannotBeReadIsUnknownAndThrowsNothing() {
    wire.fails(403, "UnauthorizedOperation");

    assertThat(exposure().words())
        .startsWith("not known whether reachable from the internet, because");
  }

  private Exposure exposure() {
    var rule =
        new SecurityGroupRule(
            "sgr-1", false, "tcp", 5432, 5432, "0.0.0.0/0", List.of("0.0.0.0/0"), Optional.empty());
    var group =
        new SecurityGroup(NetworkInventoryTest.GROUP, Map.of("sgr-1", rule), Set.of(ORDERS));
    return inventory.exposure(group, Set.of("sgr-1")).orElseThrow();
  }

  private static String publicly() {
    return INTERFACE.replace(
        "<subnetId>",
        "<vpcId>vpc-1</vpcId><association><publicIp>203.0.113.9</publicIp></association><subnetId>");
  }

  private static ResourceId id(Kind kind, String name) {
    return new ResourceId(kind, "111122223333", "eu-central-1", name);
  }

  private static String associations(String... ids) {
    var items = new StringBuilder();
    for (String one : ids) {
      items.append("<item><resourceId>").append(one).append("</resourceId></item>");
    }
    return "<prefixListAssociationSet>" + items + "</prefixListAssociationSet>";
  }

  private static String naming() {
    return "<item><securityGroupRuleId>sgr-1</securityGroupRuleId><groupId>sg-1</groupId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>5432</fromPort><toPort>5432</toPort><prefixListId>pl-1</prefixListId></item>";
  }

  private static String version(int version) {
    return "<prefixListSet><item><prefixListId>pl-1</prefixListId><version>%d</version></item></prefixListSet>"
        .formatted(version);
  }

  private static String entries(String cidr) {
    return "<entrySet><item><cidr>" + cidr + "</cidr></item></entrySet>";
  }

  private static String table(String associations) {
    return """
        <routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><routeSet>
        <item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId><state>active</state></item>
        <item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-1</gatewayId><state>active</state></item>
        <item><destinationCidrBlock>10.9.0.0/16</destinationCidrBlock><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId><state>blackhole</state></item>
        </routeSet><associationSet>%s</associationSet></item></routeTableSet>
        """
        .formatted(associations);
  }

  private static String acl() {
    return """
        <networkAclSet><item><networkAclId>acl-1</networkAclId><vpcId>vpc-1</vpcId><entrySet>
        <item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>false</egress><cidrBlock>0.0.0.0/0</cidrBlock></item>
        <item><ruleNumber>90</ruleNumber><protocol>6</protocol><ruleAction>allow</ruleAction><egress>false</egress><cidrBlock>0.0.0.0/0</cidrBlock><portRange><from>5432</from><to>5432</to></portRange></item>
        </entrySet><associationSet><item><subnetId>subnet-1</subnetId></item></associationSet></item></networkAclSet>
        """;
  }
}

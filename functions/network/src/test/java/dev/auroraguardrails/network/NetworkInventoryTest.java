package dev.auroraguardrails.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.rds.RdsClient;

class NetworkInventoryTest {
  static final ResourceId GROUP =
      new ResourceId(Kind.SECURITY_GROUP, "111122223333", "eu-central-1", "sg-1");
  static final String RULES =
      "DescribeSecurityGroupRules Filter.1.Name=group-id Filter.1.Value.1=sg-1 MaxResults=1000";
  static final String CLUSTERS = "DescribeDBClusters MaxRecords=100";
  static final String INTERFACES =
      "DescribeNetworkInterfaces Filter.1.Name=group-id Filter.1.Value.1=sg-1"
          + " Filter.2.Name=description Filter.2.Value.1=RDSNetworkInterface MaxResults=1000";
  static final String NAME = "DescribeSecurityGroups GroupId.1=sg-1";
  private static final String ENTRIES =
      "GetManagedPrefixListEntries MaxResults=100 PrefixListId=pl-1";
  private static final ClusterUse ORDERS = new ClusterUse("orders", 5432);

  static final String ONE = "<networkInterfaceSet><item/></networkInterfaceSet>";
  static final String NONE = "<networkInterfaceSet/>";

  /// Without the controls that look at every group, whatever its rules are.
  static final Baseline RECOMMENDED = withModes("OFF");

  private static final Baseline EVERY_GROUP = withModes("ALERT");

  private final Wire wire = new Wire();
  private final Uses ledger = new Uses();
  private final NetworkInventory inventory =
      new NetworkInventory(
          wire.client(Ec2Client.builder()), wire.client(RdsClient.builder()), ledger, RECOMMENDED);

  @Test
  void readsAGroupByOneCallWhenNoRuleIsWide() {
    wire.answers(
        rules(
            rule("sgr-1", 5432, "<cidrIpv4>10.0.0.0/8</cidrIpv4><description>ours</description>"),
            rule("sgr-2", 5432, "<cidrIpv6>2001:db8::/32</cidrIpv6>"),
            rule(
                "sgr-3",
                5432,
                "<referencedGroupInfo><groupId>sg-9</groupId></referencedGroupInfo>")));

    assertThat(inventory.read(GROUP, Set.of()))
        .contains(
            new SecurityGroup(
                GROUP,
                Map.of(
                    "sgr-1",
                    new SecurityGroupRule(
                        "sgr-1",
                        false,
                        "tcp",
                        5432,
                        5432,
                        "10.0.0.0/8",
                        List.of("10.0.0.0/8"),
                        Optional.of("ours")),
                    "sgr-2",
                    expected("sgr-2", "2001:db8::/32", "2001:db8::/32"),
                    "sgr-3",
                    expected("sgr-3", "sg-9")),
                Set.of()));
    assertThat(wire.calls()).containsExactly(RULES);
  }

  @Test
  void readsEveryPageOfRules() {
    wire.answers(rules(rule("sgr-1", 5432, "<cidrIpv4>10.0.0.0/8</cidrIpv4>")) + token("t1"))
        .answers(rules(rule("sgr-2", 5432, "<cidrIpv4>10.1.0.0/16</cidrIpv4>")));

    assertThat(read().rules()).containsOnlyKeys("sgr-1", "sgr-2");
    assertThat(wire.calls()).containsExactly(RULES, RULES + " NextToken=t1");
  }

  @Test
  void readsAPrefixListOfIngressRulesOnceWithAllItsPages() {
    String list = "<prefixListId>pl-1</prefixListId>";
    wire.answers(rules(rule("sgr-1", 5432, list), rule("sgr-2", 3306, list)))
        .answers(entries("10.1.0.0/16") + token("t1"))
        .answers(entries("10.2.0.0/16"));

    assertThat(read().rules().values())
        .containsExactly(
            expected("sgr-1", "pl-1", "10.1.0.0/16", "10.2.0.0/16"),
            new SecurityGroupRule(
                "sgr-2",
                false,
                "tcp",
                3306,
                3306,
                "pl-1",
                List.of("10.1.0.0/16", "10.2.0.0/16"),
                Optional.empty()));
    assertThat(wire.calls())
        .containsExactly(
            RULES,
            ENTRIES,
            "GetManagedPrefixListEntries MaxResults=100 NextToken=t1 PrefixListId=pl-1");
  }

  @Test
  void leavesEgressAlone() {
    wire.answers(
        rules(
            egress("sgr-1", "<cidrIpv4>0.0.0.0/0</cidrIpv4>"),
            egress("sgr-2", "<prefixListId>pl-1</prefixListId>")));

    SecurityGroup group = read();

    assertThat(group.rules().values()).allMatch(SecurityGroupRule::egress);
    assertThat(group.usedBy()).isEmpty();
    assertThat(wire.calls()).containsExactly(RULES);
  }

  @Test
  void looksUpWhichAuroraClustersUseAWideGroup() {
    wire.answers(open(5432))
        .answers(ONE)
        .answers(
            clusters(cluster("orders", "aurora-postgresql", 5432, "sg-0", "sg-1"))
                + "<Marker>m1</Marker>")
        .answers(
            clusters(
                cluster("bills", "aurora-mysql", 3306, "sg-1"),
                cluster("graph", "neptune", 8182, "sg-1"),
                cluster("other", "aurora-mysql", 3306, "sg-2")));

    assertThat(read().usedBy()).containsExactlyInAnyOrder(ORDERS, new ClusterUse("bills", 3306));
    assertThat(wire.calls())
        .containsExactly(
            RULES, INTERFACES, CLUSTERS, "DescribeDBClusters Marker=m1 MaxRecords=100");
    assertThat(ledger.written).containsExactly("sg-1");
  }

  @Test
  void looksItUpForARuleThatOpensAllPortsToMany() {
    wire.answers(rules(all("198.0.0.0/8")))
        .answers(ONE)
        .answers(clusters(cluster("orders", "aurora-postgresql", 5432, "sg-1")));

    assertThat(read().usedBy()).containsExactly(ORDERS);
    assertThat(wire.calls()).containsExactly(RULES, INTERFACES, CLUSTERS);
  }

  @Test
  void doesNotForOneThatOpensThemToAnOffice() {
    wire.answers(rules(all("203.0.113.0/24")));

    assertThat(read().usedBy()).isEmpty();
    assertThat(wire.calls()).containsExactly(RULES);
  }

  @Test
  void looksItUpForStrangersOnlyIfTheCompanyHasRanges() {
    String stranger = rules(rule("sgr-1", 5432, "<cidrIpv4>198.51.100.7/32</cidrIpv4>"));
    var company =
        new NetworkInventory(
            wire.client(Ec2Client.builder()),
            wire.client(RdsClient.builder()),
            ledger,
            withCompanyRange("203.0.113.0/24"));
    wire.answers(stranger)
        .answers(stranger)
        .answers(ONE)
        .answers(clusters(cluster("orders", "aurora-postgresql", 5432, "sg-1")));

    assertThat(read().usedBy()).isEmpty();
    assertThat(((SecurityGroup) company.read(GROUP, Set.of()).orElseThrow()).usedBy())
        .containsExactly(ORDERS);
    assertThat(wire.calls()).containsExactly(RULES, RULES, INTERFACES, CLUSTERS);
  }

  @Test
  void usesWhatTheProcessKnows() {
    wire.answers(open(5432))
        .answers(ONE)
        .answers(clusters(cluster("orders", "aurora-postgresql", 5432, "sg-1")))
        .answers(open(5432));
    read();
    ledger.stored.clear();
    wire.forgetCalls();

    assertThat(read().usedBy()).containsExactly(ORDERS);
    assertThat(wire.calls()).containsExactly(RULES);
  }

  @Test
  void usesWhatTheLedgerKnows() {
    ledger.stored.put("sg-1", Set.of(ORDERS));
    wire.answers(open(5432));

    assertThat(read().usedBy()).containsExactly(ORDERS);
    assertThat(wire.calls()).containsExactly(RULES);
    assertThat(ledger.written).isEmpty();
  }

  @Test
  void remembersWhoUsesAGroupThatNobodyAsksAbout() {
    ledger.stored.put("sg-1", Set.of(ORDERS));
    wire.answers(rules(rule("sgr-1", 5432, "<cidrIpv4>10.0.0.0/8</cidrIpv4>")));

    assertThat(read().usedBy()).containsExactly(ORDERS);
    assertThat(wire.calls()).containsExactly(RULES);
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 80, 443, 1149})
  void asksNobodyAboutPortsThatNoClusterCanHave(int port) {
    wire.answers(open(port));

    assertThat(read().usedBy()).isEmpty();
    assertThat(wire.calls()).containsExactly(RULES);
  }

  @Test
  void asksAboutTheLowestPortThatOneCanHave() {
    wire.answers(open(1150)).answers(NONE).answers(clusters());

    assertThat(read().usedBy()).isEmpty();
    assertThat(wire.calls()).containsExactly(RULES, INTERFACES, CLUSTERS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void onceAGroupIsKnownAnEventCostsTheSameWithAThousandClustersAsWithAHundred(int pages) {
    wire.answers(open(5432)).answers(ONE);
    for (int page = 0; page < pages; page++) {
      String[] hundred =
          IntStream.range(page * 100, page * 100 + 100)
              .mapToObj(i -> cluster("c-" + i, "aurora-postgresql", 5432, "sg-" + i))
              .toArray(String[]::new);
      wire.answers(clusters(hundred) + (page < pages - 1 ? "<Marker>m</Marker>" : ""));
    }
    assertThat(read().usedBy()).containsExactly(new ClusterUse("c-1", 5432));
    assertThat(wire.calls()).hasSize(2 + pages);
    wire.forgetCalls();
    wire.answers(open(5432)).answers(open(5432));

    read();
    var anotherProcess =
        new NetworkInventory(
            wire.client(Ec2Client.builder()),
            wire.client(RdsClient.builder()),
            ledger,
            RECOMMENDED);
    anotherProcess.read(GROUP, Set.of());

    assertThat(wire.calls()).containsExactly(RULES, RULES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void thatNoDatabaseUsesAGroupCostsTheSameWithAThousandClustersAsWithAHundred(int pages) {
    wire.answers(open(5432)).answers(ONE);
    for (int page = 0; page < pages; page++) {
      String[] hundred =
          IntStream.range(page * 100, page * 100 + 100)
              .mapToObj(i -> cluster("c-" + i, "aurora-postgresql", 5432, "sg-9" + i))
              .toArray(String[]::new);
      wire.answers(clusters(hundred) + (page < pages - 1 ? "<Marker>m</Marker>" : ""));
    }
    read();
    wire.forgetCalls();
    wire.answers(open(5432)).answers(NONE);

    assertThat(read().usedBy()).isEmpty();
    assertThat(wire.calls()).containsExactly(RULES, INTERFACES);
    assertThat(ledger.written).isEmpty();
  }

  /// Nothing told that the cluster was created, after the clusters had been read.
  @Test
  void aClusterWhoseCreationWasLostIsFoundAllTheSame() {
    wire.answers(open(5432))
        .answers(ONE)
        .answers(clusters(cluster("bills", "aurora-mysql", 3306, "sg-2")))
        .answers(open(5432))
        .answers(ONE)
        .answers(
            clusters(
                cluster("bills", "aurora-mysql", 3306, "sg-2"),
                cluster("orders", "aurora-postgresql", 5432, "sg-1")));
    assertThat(read().usedBy()).isEmpty();

    assertThat(read().usedBy()).containsExactly(ORDERS);
    assertThat(ledger.written).containsExactly("sg-1");
  }

  @Test
  void takesNoForAnAnswerOnlyOnce() {
    wire.answers(open(5432))
        .answers(NONE)
        .answers(clusters())
        .answers(open(5432))
        .answers(ONE)
        .answers(clusters(cluster("orders", "aurora-postgresql", 5432, "sg-1")));

    assertThat(read().usedBy()).isEmpty();
    assertThat(ledger.written).isEmpty();
    assertThat(read().usedBy()).containsExactly(ORDERS);
    assertThat(wire.calls())
        .containsExactly(RULES, INTERFACES, CLUSTERS, RULES, INTERFACES, CLUSTERS);
  }

  @Test
  void whereEveryGroupMattersAHarmlessOneIsAskedAboutAndNamed() {
    wire.answers(rules(rule("sgr-1", 5432, "<cidrIpv4>10.0.0.0/8</cidrIpv4>")))
        .answers(ONE)
        .answers(clusters(cluster("orders", "aurora-postgresql", 5432, "sg-1")))
        .answers(named("default"))
        .answers(rules(rule("sgr-1", 5432, "<cidrIpv4>10.0.0.0/8</cidrIpv4>")));
    var every = everyGroup();

    var first = (SecurityGroup) every.read(GROUP, Set.of()).orElseThrow();
    var second = (SecurityGroup) every.read(GROUP, Set.of()).orElseThrow();

    assertThat(first.usedBy()).containsExactly(ORDERS);
    assertThat(first.name()).contains("default");
    assertThat(second).isEqualTo(first);
    assertThat(wire.calls()).containsExactly(RULES, INTERFACES, CLUSTERS, NAME, RULES);
  }

  @Test
  void aGroupThatNoDatabaseUsesIsNotNamed() {
    wire.answers(rules(rule("sgr-1", 5432, "<cidrIpv4>10.0.0.0/8</cidrIpv4>")))
        .answers(NONE)
        .answers(clusters());

    var group = (SecurityGroup) everyGroup().read(GROUP, Set.of()).orElseThrow();

    assertThat(group.name()).isEmpty();
    assertThat(wire.calls()).containsExactly(RULES, INTERFACES, CLUSTERS);
  }

  @Test
  void theOwnerOfASourceGroupIsReadToo() {
    wire.answers(
            rules(
                rule(
                    "sgr-1",
                    5432,
                    "<referencedGroupInfo><groupId>sg-9</groupId><userId>999988887777</userId></referencedGroupInfo>")))
        .answers(NONE)
        .answers(clusters());

    assertThat(read().rules().values())
        .extracting(SecurityGroupRule::sourceAccount)
        .containsExactly(Optional.of("999988887777"));
  }

  private NetworkInventory everyGroup() {
    return new NetworkInventory(
        wire.client(Ec2Client.builder()), wire.client(RdsClient.builder()), ledger, EVERY_GROUP);
  }

  private static String named(String name) {
    return "<securityGroupInfo><item><groupId>sg-1</groupId><groupName>%s</groupName></item></securityGroupInfo>"
        .formatted(name);
  }

  @Test
  void looksAgainWhenAWideRuleReachesNoKnownCluster() {
    ledger.stored.put("sg-1", Set.of(ORDERS));
    wire.answers(open(3306))
        .answers(
            clusters(
                cluster("orders", "aurora-postgresql", 5432, "sg-1"),
                cluster("bills", "aurora-mysql", 3306, "sg-1")));

    assertThat(read().usedBy()).containsExactlyInAnyOrder(ORDERS, new ClusterUse("bills", 3306));
    assertThat(wire.calls()).containsExactly(RULES, CLUSTERS);
  }

  @Test
  void aGroupWithoutRulesIsOne() {
    wire.answers(rules());

    assertThat(inventory.read(GROUP, Set.of()))
        .contains(new SecurityGroup(GROUP, Map.of(), Set.of()));
  }

  @Test
  void allTrafficHasNoPorts() {
    wire.answers(
        rules(
            """
            <item><securityGroupRuleId>sgr-1</securityGroupRuleId><isEgress>false</isEgress>
            <ipProtocol>-1</ipProtocol><cidrIpv4>10.0.0.0/8</cidrIpv4></item>
            """));

    assertThat(read().rules().values())
        .containsExactly(
            new SecurityGroupRule(
                "sgr-1",
                false,
                "-1",
                -1,
                -1,
                "10.0.0.0/8",
                List.of("10.0.0.0/8"),
                Optional.empty()));
  }

  @Test
  void aMissingGroupIsEmpty() {
    wire.fails(400, "InvalidGroup.NotFound");

    assertThat(inventory.read(GROUP, Set.of())).isEmpty();
  }

  @Test
  void aGroupThatCannotBeReadIsNotMissing() {
    wire.fails(403, "UnauthorizedOperation");

    assertThatThrownBy(() -> inventory.read(GROUP, Set.of())).isInstanceOf(Ec2Exception.class);
  }

  @Test
  void refusesAnotherFamilysResource() {
    var role = new ResourceId(Kind.ROLE, "111122223333", "us-east-1", "dev");

    assertThatThrownBy(() -> inventory.read(role, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(wire.calls()).isEmpty();
  }

  private SecurityGroup read() {
    return (SecurityGroup) inventory.read(GROUP, Set.of()).orElseThrow();
  }

  private static SecurityGroupRule expected(String id, String source, String... addresses) {
    return new SecurityGroupRule(
        id, false, "tcp", 5432, 5432, source, List.of(addresses), Optional.empty());
  }

  private static Baseline withModes(String mode) {
    ObjectNode json = Json.MAPPER.valueToTree(Presets.named(Presets.RECOMMENDED));
    Stream.of("NET-06", "NET-23", "NET-25", "NET-26")
        .forEach(control -> ((ObjectNode) json.get("modes")).put(control, mode));
    return Json.MAPPER.convertValue(json, Baseline.class);
  }

  static Baseline withCompanyRange(String block) {
    ObjectNode json = Json.MAPPER.valueToTree(RECOMMENDED);
    json.putArray("companyRanges").add(block);
    return Json.MAPPER.convertValue(json, Baseline.class);
  }

  private static String all(String block) {
    return """
        <item><securityGroupRuleId>sgr-1</securityGroupRuleId><isEgress>false</isEgress>
        <ipProtocol>-1</ipProtocol><cidrIpv4>%s</cidrIpv4></item>
        """
        .formatted(block);
  }

  static String open(int port) {
    return rules(rule("sgr-1", port, "<cidrIpv4>0.0.0.0/0</cidrIpv4>"));
  }

  static String rules(String... items) {
    return "<securityGroupRuleSet>" + String.join("", items) + "</securityGroupRuleSet>";
  }

  static String rule(String id, int port, String source) {
    return item(id, false, port, source);
  }

  private static String egress(String id, String source) {
    return item(id, true, 5432, source);
  }

  private static String item(String id, boolean egress, int port, String source) {
    return """
        <item><securityGroupRuleId>%s</securityGroupRuleId><groupId>sg-1</groupId>
        <isEgress>%s</isEgress><ipProtocol>tcp</ipProtocol>
        <fromPort>%3$d</fromPort><toPort>%3$d</toPort>%4$s</item>
        """
        .formatted(id, egress, port, source);
  }

  private static String entries(String cidr) {
    return "<entrySet><item><cidr>" + cidr + "</cidr></item></entrySet>";
  }

  private static String token(String token) {
    return "<nextToken>" + token + "</nextToken>";
  }

  static String clusters(String... clusters) {
    return "<DBClusters>" + String.join("", clusters) + "</DBClusters>";
  }

  static String cluster(String id, String engine, int port, String... groups) {
    var memberships = new StringBuilder();
    for (String group : groups) {
      memberships
          .append("<VpcSecurityGroupMembership><VpcSecurityGroupId>")
          .append(group)
          .append("</VpcSecurityGroupId></VpcSecurityGroupMembership>");
    }
    return """
        <DBCluster><DBClusterIdentifier>%s</DBClusterIdentifier><Engine>%s</Engine><Port>%d</Port>
        <VpcSecurityGroups>%s</VpcSecurityGroups></DBCluster>
        """
        .formatted(id, engine, port, memberships);
  }
}

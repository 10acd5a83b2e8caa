package dev.auroraguardrails.network;

import static dev.auroraguardrails.network.NetworkInventoryTest.GROUP;
import static dev.auroraguardrails.network.NetworkInventoryTest.RULES;
import static dev.auroraguardrails.network.NetworkInventoryTest.cluster;
import static dev.auroraguardrails.network.NetworkInventoryTest.clusters;
import static dev.auroraguardrails.network.NetworkInventoryTest.open;
import static dev.auroraguardrails.network.NetworkInventoryTest.rule;
import static dev.auroraguardrails.network.NetworkInventoryTest.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeEgressRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.rds.RdsClient;

class NetworkRemediatorTest {
  private static final String REVOKE_1 =
      "RevokeSecurityGroupIngress GroupId=sg-1 SecurityGroupRuleId.1=sgr-1";
  private static final String REVOKE_2 =
      "RevokeSecurityGroupIngress GroupId=sg-1 SecurityGroupRuleId.1=sgr-2";
  private static final String REVOKE_BOTH = REVOKE_1 + " SecurityGroupRuleId.2=sgr-2";
  private static final SecurityGroup NO_RULES = new SecurityGroup(GROUP, Map.of(), Set.of());

  private final Wire wire = new Wire();
  private final Ec2Client ec2 = wire.client(Ec2Client.builder());
  private final NetworkInventory inventory =
      new NetworkInventory(
          ec2, wire.client(RdsClient.builder()), new Uses(), NetworkInventoryTest.RECOMMENDED);
  private final NetworkRemediator remediator = new NetworkRemediator(ec2, inventory);

  @Test
  void revokesAllRulesInOneCallAndReadsBack() {
    wire.answers("<return>true</return>")
        .answers(rules(rule("sgr-3", 5432, "<cidrIpv4>10.0.0.0/8</cidrIpv4>")));

    var done = (Applied.Done) remediator.apply(revoke("sgr-1", "sgr-2"));

    assertThat(wire.calls()).containsExactly(REVOKE_BOTH, RULES);
    assertThat(((SecurityGroup) done.after().orElseThrow()).rules()).containsOnlyKeys("sgr-3");
    assertThat(done.requestIds()).containsExactly("r-1");
  }

  @Test
  void carriesTheClustersOverWithoutALookUp() {
    wire.answers(open(5432))
        .answers(NetworkInventoryTest.ONE)
        .answers(clusters(cluster("orders", "aurora-postgresql", 5432, "sg-1")))
        .answers("<return>true</return>")
        .answers(open(5432));
    inventory.read(GROUP, Set.of());
    wire.forgetCalls();

    var done = (Applied.Done) remediator.apply(revoke("sgr-1"));

    assertThat(((SecurityGroup) done.after().orElseThrow()).usedBy())
        .containsExactly(new ClusterUse("orders", 5432));
    assertThat(wire.calls()).containsExactly(REVOKE_1, RULES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidSecurityGroupRuleId.NotFound", "InvalidPermission.NotFound"})
  void aRuleThatIsGoneIsDone(String code) {
    wire.fails(400, code).answers(rules());

    assertThat(remediator.apply(revoke("sgr-1")))
        .isEqualTo(new Applied.Done(Optional.of(NO_RULES), "r-1"));
    assertThat(wire.calls()).containsExactly(REVOKE_1, RULES);
  }

  @Test
  void oneRuleThatIsGoneDoesNotKeepTheOther() {
    wire.fails(400, "InvalidSecurityGroupRuleId.NotFound")
        .answers("<return>true</return>")
        .fails(400, "InvalidSecurityGroupRuleId.NotFound")
        .answers(rules());

    assertThat(remediator.apply(revoke("sgr-1", "sgr-2")))
        .isEqualTo(new Applied.Done(Optional.of(NO_RULES), "r-2"));
    assertThat(wire.calls()).containsExactly(REVOKE_BOTH, REVOKE_1, REVOKE_2, RULES);
  }

  @Test
  void revokesEgressRulesLikewise() {
    wire.answers("<return>true</return>").answers(rules());

    var done =
        (Applied.Done)
            remediator.apply(
                new RevokeEgressRules(
                    GROUP,
                    List.of(
                        new SecurityGroupRule(
                            "sgr-1",
                            true,
                            "-1",
                            -1,
                            -1,
                            "0.0.0.0/0",
                            List.of("0.0.0.0/0"),
                            Optional.empty()))));

    assertThat(wire.calls())
        .containsExactly(
            "RevokeSecurityGroupEgress GroupId=sg-1 SecurityGroupRuleId.1=sgr-1", RULES);
    assertThat(done.after()).contains(NO_RULES);
  }

  @Test
  void aGroupThatIsGoneIsDone() {
    wire.fails(400, "InvalidGroup.NotFound");

    assertThat(remediator.apply(revoke("sgr-1")))
        .isEqualTo(new Applied.Done(Optional.empty(), "r-1"));
    assertThat(wire.calls()).containsExactly(REVOKE_1);
  }

  @ParameterizedTest
  @CsvSource({"403, UnauthorizedOperation", "400, InvalidParameterValue"})
  void whatCannotBeDoneIsRefused(int status, String code) {
    wire.fails(status, code);

    assertThat(remediator.apply(revoke("sgr-1")))
        .isEqualTo(new Applied.Refused(code + ": said so"));
    assertThat(wire.calls()).containsExactly(REVOKE_1);
  }

  @ParameterizedTest
  @CsvSource({"503, RequestLimitExceeded", "400, RequestLimitExceeded", "500, InternalError"})
  void whatMayWorkLaterGoesUp(int status, String code) {
    wire.fails(status, code);

    assertThatThrownBy(() -> remediator.apply(revoke("sgr-1"))).isInstanceOf(Ec2Exception.class);
  }

  @Test
  void aFailedReadBackIsNotARefusal() {
    wire.answers("<return>true</return>").fails(403, "UnauthorizedOperation");

    assertThatThrownBy(() -> remediator.apply(revoke("sgr-1"))).isInstanceOf(Ec2Exception.class);
  }

  @Test
  void givesRulesTheirFormBackInOneCallAndReadsBack() {
    wire.answers("<return>true</return>")
        .answers(rules(rule("sgr-1", 5432, "<cidrIpv4>10.0.0.0/8</cidrIpv4>")));

    var done =
        (Applied.Done)
            remediator.apply(
                back(
                    form("sgr-1", "tcp", 5432, "10.0.0.0/8", "ours"),
                    form("sgr-2", "-1", -1, "fd00::/8", ""),
                    form("sgr-3", "tcp", 5432, "pl-1", ""),
                    form("sgr-4", "tcp", 5432, "sg-9", "")));

    assertThat(wire.calls())
        .containsExactly(
            "ModifySecurityGroupRules GroupId=sg-1"
                + update(1, "Description=ours", "CidrIpv4=10.0.0.0/8", "tcp", 5432)
                + update(2, "", "CidrIpv6=fd00::/8", "-1", -1)
                + update(3, "", "PrefixListId=pl-1", "tcp", 5432)
                + update(4, "", "ReferencedGroupId=sg-9", "tcp", 5432),
            RULES);
    assertThat(((SecurityGroup) done.after().orElseThrow()).rules()).containsOnlyKeys("sgr-1");
  }

  @Test
  void aRuleThatIsGoneDoesNotKeepTheOtherFromItsForm() {
    wire.fails(400, "InvalidSecurityGroupRuleId.NotFound")
        .fails(400, "InvalidSecurityGroupRuleId.NotFound")
        .answers("<return>true</return>")
        .answers(rules());

    assertThat(
            remediator.apply(
                back(
                    form("sgr-1", "tcp", 5432, "10.0.0.0/8", ""),
                    form("sgr-2", "tcp", 5432, "10.1.0.0/16", ""))))
        .isInstanceOf(Applied.Done.class);
    assertThat(wire.calls()).hasSize(4);
  }

  @Test
  void aFormThatIsTakenIsTriedAgainAfterAFreshLook() {
    wire.fails(400, "InvalidPermission.Duplicate");

    assertThat(remediator.apply(back(form("sgr-1", "tcp", 5432, "10.0.0.0/8", ""))))
        .isInstanceOf(Applied.Busy.class);
  }

  @Test
  void aFormThatMayNotBeGivenBackIsRefused() {
    wire.fails(403, "UnauthorizedOperation");

    assertThat(remediator.apply(back(form("sgr-1", "tcp", 5432, "10.0.0.0/8", ""))))
        .isEqualTo(new Applied.Refused("UnauthorizedOperation: said so"));
  }

  private static ModifySecurityGroupRules back(SecurityGroupRule... forms) {
    return new ModifySecurityGroupRules(
        GROUP, Stream.of(forms).map(form -> new Step<>(Optional.empty(), form)).toList());
  }

  private static SecurityGroupRule form(
      String id, String protocol, int port, String source, String description) {
    return new SecurityGroupRule(
        id,
        false,
        protocol,
        port,
        port,
        source,
        List.of(),
        Optional.of(description).filter(text -> !text.isEmpty()));
  }

  /// One element of the request, with its members sorted as the wire shows them.
  private static String update(
      int at, String description, String source, String protocol, int port) {
    String prefix = " SecurityGroupRule." + at + ".SecurityGroupRule.";
    return Stream.of(
                source, description, "FromPort=" + port, "IpProtocol=" + protocol, "ToPort=" + port)
            .filter(member -> !member.isEmpty())
            .sorted()
            .map(member -> prefix + member)
            .collect(Collectors.joining())
        + " SecurityGroupRule.%1$d.SecurityGroupRuleId=sgr-%1$d".formatted(at);
  }

  @Test
  void leavesAnotherFamilysRemediationAlone() {
    var detach =
        new DetachPolicy(
            new ResourceId(Kind.ROLE, "111122223333", "us-east-1", "dev"),
            "arn:aws:iam::aws:policy/AmazonRDSFullAccess");

    assertThatThrownBy(() -> remediator.apply(detach)).isInstanceOf(IllegalArgumentException.class);
    assertThat(wire.calls()).isEmpty();
  }

  private static RevokeIngressRules revoke(String... ids) {
    return new RevokeIngressRules(
        GROUP,
        Stream.of(ids)
            .map(
                id ->
                    new SecurityGroupRule(
                        id,
                        false,
                        "tcp",
                        5432,
                        5432,
                        "0.0.0.0/0",
                        List.of("0.0.0.0/0"),
                        Optional.empty()))
            .toList());
  }
}

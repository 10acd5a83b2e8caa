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
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    assertThat(done.requestId()).isEqualTo("r-1");
  }

  @Test
  void carriesTheClustersOverWithoutALookUp() {
    wire.answers(open(5432))
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

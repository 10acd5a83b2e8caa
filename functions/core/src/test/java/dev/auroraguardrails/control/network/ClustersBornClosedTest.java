package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterSetting.SecurityGroups;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClustersBornClosedTest {
  private final Judge<DbCluster> judge = Judge.by(new ClustersBornClosed());

  private static final Some SOME =
      Some.groups()
          .group("sg-closed", Given.rule("sgr-1", "10.0.0.0/8"))
          .group("sg-open", Given.rule("sgr-3", "0.0.0.0/0"));

  @Test
  void aClusterBehindAClosedGroupIsLeftAlone() {
    judge.after(call("CreateDBCluster")).passes(with("sg-closed"));
  }

  @Test
  void aSwapIsNoBirth() {
    judge.after(Given.modify("e-1", "'vpcSecurityGroupIds':['sg-open']")).passes(with("sg-open"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateDBCluster",
        "RestoreDBClusterFromSnapshot",
        "RestoreDBClusterToPointInTime",
        "RestoreDBClusterFromS3"
      })
  void theOpenGroupIsTakenOffWhereAClosedOneStays(String call) {
    judge.after(call(call));

    assertThat(judge.fixes(with("sg-closed", "sg-open")))
        .isEqualTo(
            new ModifyDbCluster(
                Given.cluster("orders"),
                new SecurityGroups(
                    new Step<>(Optional.of(List.of("sg-closed", "sg-open")), List.of("sg-closed"))),
                false));
  }

  @Test
  void whereNoOtherGroupStaysItIsTold() {
    judge.after(call("RestoreDBClusterFromSnapshot"));

    assertThat(judge.doubts(with("sg-open"))).isEqualTo("it has no other group that could stay");
    assertThat(judge.blames(with("sg-open")).fix()).isEmpty();
    assertThat(judge.blames(with("sg-open")).evidence())
        .isEqualTo("it was restored with sg-open lets 0.0.0.0/0 in (tcp 5432, by sgr-3)");
  }

  private static ChangeEvent call(String name) {
    return Given.call("e-1", "rds", name, "{'dBClusterIdentifier':'orders'}");
  }

  private static DbCluster with(String... groups) {
    return ACluster.orders().securityGroups(Set.of(groups)).used(SOME.used()).build();
  }
}

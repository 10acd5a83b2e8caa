package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefaultGroupUnattachedTest {
  private final Judge<DbCluster> judge =
      Judge.by(new DefaultGroupUnattached())
          .after(Given.call("e-1", "rds", "CreateDBCluster", "{'dBClusterIdentifier':'orders'}"));

  private static final Some SOME =
      Some.groups().group("sg-own").group("sg-default").isDefault("sg-default");

  @Test
  void aGroupOfItsOwnIsLeftAlone() {
    judge.passes(with("sg-own"));
  }

  @Test
  void aSwapForTheDefaultGroupIsLeftToNet07() {
    judge
        .after(Given.modify("e-1", "'vpcSecurityGroupIds':['sg-default']"))
        .passes(with("sg-default"));
  }

  @Test
  void theDefaultGroupIsToldAndStays() {
    assertThat(judge.blames(with("sg-own", "sg-default")).evidence())
        .isEqualTo("it was created with sg-default, the default group of its VPC");
    assertThat(judge.blames(with("sg-default")).fix()).isEmpty();
  }

  private static DbCluster with(String... groups) {
    return ACluster.orders().securityGroups(Set.of(groups)).used(SOME.used()).build();
  }
}

package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class ClustersStayInAllowedRegionsTest {
  private final Judge<DbCluster> judge = Judge.by(new ClustersStayInAllowedRegions());

  private Judge<DbCluster> allowing(String regions) {
    return judge.with(Given.recommended("controls: {DATA-11: {regions: [" + regions + "]}}"));
  }

  @Test
  void withoutAListEveryRegionIsLeftAlone() {
    judge.passes(ACluster.orders().build());
  }

  @Test
  void anAllowedRegionIsLeftAlone() {
    allowing("eu-central-1, us-east-1").passes(ACluster.orders().build());
  }

  @Test
  void aClusterInAnotherRegionIsToldWithTheGlobalClusterThatItJoins() {
    allowing("eu-central-1")
        .after(
            Given.call(
                "e-1",
                "rds",
                "CreateDBCluster",
                "{'dBClusterIdentifier':'orders','globalClusterIdentifier':'world'}"));

    assertThat(judge.blames(ACluster.orders().build()).evidence())
        .isEqualTo(
            "cluster orders is in us-east-1 and joins global cluster world;"
                + " allowed are [eu-central-1]");
  }

  @Test
  void laterChangesOfItAreLeftAloneAndSweepsTell() {
    allowing("eu-central-1");

    assertThat(judge.blames(ACluster.orders().build()).fix()).isEmpty();
    judge.after(Given.modify("e-1", "'port':5433")).passes(ACluster.orders().build());
  }
}

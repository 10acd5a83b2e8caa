package dev.auroraguardrails.control.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersInForceTest {
  private final Judge<DbCluster> judge = Judge.by(new ParametersInForce());

  @Test
  void membersInSyncAreLeftAlone() {
    judge.passes(ACluster.orders().build());
    judge.passes(ACluster.orders().members(Map.of("orders-1", "applying")).build());
  }

  @Test
  void aSwapOfTheGroupIsLeftToTls03() {
    judge.after(Given.modify("e-1", "'dBClusterParameterGroupName':'soft'")).passes(waiting());
  }

  @Test
  void aMemberThatWaitsForARebootIsToldAndNotRebooted() {
    assertThat(judge.blames(waiting()).evidence())
        .isEqualTo("values of parameter group hardened wait for a reboot of orders-1");
    assertThat(judge.blames(waiting()).fix()).isEmpty();
  }

  private static DbCluster waiting() {
    return ACluster.orders().members(Map.of("orders-1", "pending-reboot")).build();
  }
}

package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Networking;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InternetGatewayAbsentTest {
  private final Judge<DbCluster> judge = Judge.by(new InternetGatewayAbsent());

  @Test
  void aClusterWithoutTheGatewayIsLeftAlone() {
    judge.passes(ACluster.orders().build());
    judge.passes(with(Optional.of(false)));
  }

  @Test
  void theGatewayIsToldSinceNoCallTakesItAway() {
    assertThat(judge.blames(with(Optional.of(true))).fix()).isEmpty();
    assertThat(judge.blames(with(Optional.of(true))).evidence()).contains("gateway");
  }

  private static DbCluster with(Optional<Boolean> gateway) {
    return ACluster.orders().networking(new Networking(Optional.of("IPV4"), gateway)).build();
  }
}

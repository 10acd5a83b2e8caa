package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.DisableHttpEndpoint;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataApiOffTest {
  private final Judge<DbCluster> judge = Judge.by(new DataApiOff());

  @Test
  void aClusterWithoutTheDataApiIsLeftAlone() {
    judge.passes(ACluster.orders().build());
    judge.passes(ACluster.orders().httpEndpoint(Optional.empty()).build());
  }

  @Test
  void oneThatHasItGetsItSwitchedOff() {
    var on = ACluster.orders().httpEndpoint(Optional.of(true)).build();

    assertThat(judge.fixes(on)).isEqualTo(new DisableHttpEndpoint(Given.cluster("orders")));
    assertThat(judge.blames(on).evidence()).isEqualTo("the Data API is on");
  }
}

package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClustersKeepRunningTest {
  private final Judge<ApiCall> judge = Judge.by(new ClustersKeepRunning());

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call("DeleteDBClusterSnapshot"));
  }

  @Test
  void aStoppedClusterIsToldWithTheCommandThatStartsIt() {
    var violation = judge.blames(call("StopDBCluster"));

    assertThat(violation.evidence()).isEqualTo("cluster orders was stopped");
    assertThat(violation.doubt().orElseThrow())
        .endsWith("aws rds start-db-cluster --db-cluster-identifier orders");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FailoverGlobalCluster", "SwitchoverGlobalCluster", "RemoveFromGlobalCluster"})
  void whatMovesOrLeavesAGlobalClusterIsTold(String name) {
    assertThat(judge.blames(call(name)).fix()).isEmpty();
  }

  private static ApiCall call(String name) {
    return new ApiCall(
        Given.cluster("orders"), Given.call("e-1", "rds", name, "{}"), Optional.of("aurora-mysql"));
  }
}

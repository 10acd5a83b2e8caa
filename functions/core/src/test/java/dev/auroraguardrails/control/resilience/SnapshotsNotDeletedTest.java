package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotsNotDeletedTest {
  private final Judge<ApiCall> judge = Judge.by(new SnapshotsNotDeleted());

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call("StopDBCluster"));
  }

  @Test
  void aDeletionByABackupPlanIsLeftAlone() {
    var byPlan =
        Given.by(
            "'invokedBy':'backup.amazonaws.com'",
            Given.call("e-1", "rds", "DeleteDBClusterSnapshot", "{}"));

    judge.passes(new ApiCall(Given.cluster("orders"), byPlan, Optional.empty()));
  }

  @Test
  void aDeletionByAPersonIsTold() {
    var violation = judge.blames(call("DeleteDBClusterSnapshot"));

    assertThat(violation.evidence()).isEqualTo("snapshot orders was deleted");
    assertThat(violation.fix()).isEmpty();
  }

  private static ApiCall call(String name) {
    return new ApiCall(
        Given.cluster("orders"), Given.call("e-1", "rds", name, "{}"), Optional.of("aurora-mysql"));
  }
}

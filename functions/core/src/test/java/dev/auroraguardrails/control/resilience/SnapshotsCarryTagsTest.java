package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ClusterSetting.CopyTagsToSnapshot;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotsCarryTagsTest {
  private final Judge<DbCluster> judge = Judge.by(new SnapshotsCarryTags());

  @Test
  void aClusterThatCopiesItsTagsIsLeftAlone() {
    judge.passes(ACluster.orders().build());
  }

  @Test
  void oneThatDoesNotIsMadeToAndNothingElseIsApplied() {
    var off = ACluster.orders().copyTags(Optional.of(false)).build();

    assertThat(judge.fixes(off))
        .isEqualTo(
            new ModifyDbCluster(
                off.id(), new CopyTagsToSnapshot(new Step<>(Optional.of(false), true)), false));
  }

  @Test
  void whatCannotBeReadIsToldWithoutAFix() {
    assertThat(judge.blames(ACluster.orders().copyTags(Optional.empty()).build()).fix()).isEmpty();
  }
}

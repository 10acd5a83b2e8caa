package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When the guard stops putting things back.
class BrakesTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final String OFF = "'deletionProtection':false";

  private final World world = new World().has(GOOD);

  @Test
  void theBrakeStopsAFightAndLetsGoAfterAnHour() {
    for (int i = 1; i <= 3; i++) {
      assertThat(world.handle(world.modifies("e-" + i, OFF)))
          .containsExactly("RESIL-01 revert reverted");
    }
    assertThat(world.handle(world.modifies("e-4", OFF))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).hasSize(3);
    world.passes(Duration.ofMinutes(61));
    assertThat(world.handle(world.modifies("e-5", OFF)))
        .containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void theBrakeCountsRevertsThatWereOnlySeenLater() {
    world.effectsAreSeen = false;
    for (int i = 1; i <= 3; i++) {
      Trigger.Change change = world.first(world.modifies("e-" + i, OFF));
      world.handle(change);
      world.handle(change.next());
    }

    assertThat(world.handle(world.modifies("e-4", OFF))).containsExactly("RESIL-01 alert alerted");
  }

  @Test
  void withTheBrakesOffNothingStops() {
    world.baseline = Given.recommended().withoutBrakes();
    for (int i = 1; i <= 9; i++) {
      assertThat(world.handle(world.modifies("e-" + i, OFF)))
          .containsExactly("RESIL-01 revert reverted");
    }
  }
}

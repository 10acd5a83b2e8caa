package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Pause;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// People stop the guard, and what it does meanwhile; and how long it waits by itself.
class PauseTest {
  private static final String OFF = "'deletionProtection':false";

  private final World world = new World().has(ACluster.orders().build());

  @Test
  void whilePausedItTellsWhoPausedItAndPutsNothingBack() {
    world.pause = paused(Optional.empty());

    assertThat(world.handle(world.modifies("e-1", OFF))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts.getFirst().reason())
        .contains("paused by arn:aws:iam::123456789012:user/ann")
        .contains("migration");
    assertThat(world.alerts.getFirst().fix()).isNotEmpty();
  }

  @Test
  void aPauseEndsByItself() {
    world.pause = paused(Optional.of(world.now.plusSeconds(60)));
    world.passes(Duration.ofSeconds(59));
    assertThat(world.handle(world.modifies("e-1", OFF))).containsExactly("RESIL-01 alert alerted");
    world.passes(Duration.ofSeconds(1));
    assertThat(world.handle(world.modifies("e-2", OFF)))
        .containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void whereNobodyKnowsItTellsAndSaysSo() {
    world.pause = new Pause.Unreadable("AccessDeniedException");

    assertThat(world.handle(world.modifies("e-1", OFF))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts.getFirst().reason()).contains("could not be read");
  }

  @Test
  void whatNeedsNoRevertDoesNotAskForThePause() {
    world.pause = paused(Optional.empty());

    assertThat(world.handle(world.modifies("e-1", "'backupRetentionPeriod':14"))).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void whatIsNotCriticalIsGivenTimeToSettle() {
    world.baseline = Given.recommended("brakes: {settle: 45s}");
    var change = world.first(world.modifies("e-1", OFF));

    assertThat(world.handle(change)).containsExactly("RESIL-01 none deferred");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
    world.passes(Duration.ofSeconds(45));
    assertThat(world.handle(change.next())).containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void whatItsOwnerPutRightMeanwhileIsLeftAlone() {
    world.baseline = Given.recommended("brakes: {settle: 45s}");
    var change = world.first(world.modifies("e-1", OFF));
    world.handle(change);
    world.modifies("e-2", "'deletionProtection':true");
    world.passes(Duration.ofMinutes(7));

    assertThat(world.handle(change.next())).containsExactly("RESIL-01 none already-fixed");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void aPortOpenToTheWorldIsClosedAtOnce() {
    world.baseline = Given.recommended("brakes: {settle: 45s}");
    world.has(Given.group());

    assertThat(world.handle(world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1"))))
        .containsExactly("NET-01 revert reverted");
  }

  private Pause paused(Optional<java.time.Instant> until) {
    return new Pause.Paused(
        "migration", "arn:aws:iam::123456789012:user/ann", world.now.minusSeconds(60), until);
  }
}

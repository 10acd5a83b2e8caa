package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a sweep found is judged anew; drift is put back, the rest is told.
class RecheckTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final DbCluster WEAK = ACluster.orders().deletionProtection(false).build();

  private final World world = new World();

  @Test
  void driftFromAKnownGoodStateIsPutBack() {
    world.ledger.remember(GOOD, world.now);
    world.has(WEAK);

    assertThat(world.handle(recheck("RESIL-01"))).containsExactly("RESIL-01 revert reverted");
    assertThat(world.resource(GOOD.id())).isEqualTo(GOOD);
    assertThat(world.alerts.getFirst().event().actor()).isEqualTo("unknown");
    assertThat(world.alerts.getFirst().event().id()).isEqualTo("sweep-1");
  }

  @Test
  void whatNeverWasGoodIsToldOnceADay() {
    world.has(WEAK);

    assertThat(world.handle(recheck("RESIL-01"))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.handle(recheck("RESIL-01"))).isEmpty();
    world.passes(Duration.ofDays(1));
    assertThat(world.handle(recheck("RESIL-01"))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void onlyWhatTheSweepFoundIsPutBack() {
    world.ledger.remember(GOOD, world.now);
    world.has(WEAK);

    assertThat(world.handle(recheck("RESIL-03"))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void whatIsFixedMeanwhileIsLeftAlone() {
    world.ledger.remember(GOOD, world.now);
    world.has(GOOD);

    assertThat(world.handle(recheck("RESIL-01"))).isEmpty();
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void aControlThatOnlyTellsDoesNotPutDriftBack() {
    world.baseline = Given.recommended("controls: {RESIL-01: {mode: alert}}");
    world.ledger.remember(GOOD, world.now);
    world.has(WEAK);

    assertThat(world.handle(recheck("RESIL-01"))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void aPauseStopsSweepsToo() {
    world.pause = new Pause.Unreadable("no answer");
    world.ledger.remember(GOOD, world.now);
    world.has(WEAK);

    assertThat(world.handle(recheck("RESIL-01"))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void aDuplicateDoesNothing() {
    world.ledger.remember(GOOD, world.now);
    world.has(WEAK);
    world.handle(recheck("RESIL-01"));
    world.has(WEAK);

    assertThat(world.handle(recheck("RESIL-01"))).containsExactly("RESIL-01 none already-fixed");
    assertThat(world.writes).hasSize(1);
  }

  @Test
  void whatNeverWasGoodIsPutRightWhereAPersonAskedForIt() {
    world.has(WEAK);

    assertThat(world.handle(harden("RESIL-01"))).containsExactly("RESIL-01 revert reverted");
    assertThat(world.resource(GOOD.id())).isEqualTo(GOOD);
  }

  @Test
  void hardeningLeavesAloneWhatNobodyAskedFor() {
    world.has(WEAK);

    assertThat(world.handle(harden("RESIL-03"))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void hardeningDoesNotGoPastTheBaseline() {
    world.baseline = Given.recommended("controls: {RESIL-01: {mode: alert}}");
    world.has(WEAK);

    assertThat(world.handle(harden("RESIL-01"))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  private Trigger.Recheck harden(String control) {
    Trigger.Recheck asked = recheck(control);
    return new Trigger.Recheck(
        asked.resource(), asked.findings(), "sweep-1", true, 0, asked.firstSeen());
  }

  private Trigger.Recheck recheck(String control) {
    return new Trigger.Recheck(
        GOOD.id(), Set.of(new FindingKey(control, "deletionProtection")), "sweep-1", 0, world.now);
  }
}

package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Remediator.Applied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void theAccountsBrakeStopsEveryFamilyAndPagesOnce() {
    world.baseline = Given.recommended("brakes: {accountReverts: 2}");
    clusters(3);
    world.has(Given.role("dev"));
    String arn = Given.awsPolicy("AmazonRDSFullAccess").arn();

    assertThat(world.handle(breaks(1))).containsExactly("RESIL-01 revert reverted");
    assertThat(world.handle(world.happens(Given.attach("e-iam", "dev", arn))))
        .containsExactly("IAM-03 revert reverted");
    assertThat(world.handle(breaks(2))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.handle(breaks(3))).containsExactly("RESIL-01 alert alerted");

    assertThat(world.writes).hasSize(2);
    assertThat(world.alerts)
        .extracting(alert -> alert.control().id())
        .containsExactly("RESIL-01", "IAM-03", "GUARD-03", "RESIL-01", "RESIL-01");
    assertThat(world.alerts.get(2).evidence())
        .contains("RESIL-01 of " + Given.cluster("c-1").arn())
        .contains("IAM-03 of " + Given.role("dev").id().arn());
    assertThat(world.alerts.get(3).reason()).contains("guardrails resume");
  }

  @Test
  void theAccountsBrakeHoldsUntilSomebodyReleasesIt() {
    world.baseline = Given.recommended("brakes: {accountReverts: 1}");
    clusters(5);
    world.handle(breaks(1));
    world.handle(breaks(2));
    world.passes(Duration.ofDays(1));
    assertThat(world.handle(breaks(3))).containsExactly("RESIL-01 alert alerted");

    world.pause = new Pause.Running(Optional.of(world.now));
    world.passes(Duration.ofSeconds(1));

    assertThat(world.handle(breaks(4))).containsExactly("RESIL-01 revert reverted");
    assertThat(world.handle(breaks(5))).containsExactly("RESIL-01 alert alerted");
  }

  @Test
  void aReleaseOfLongAgoDoesNotKeepTheBrakeOff() {
    world.pause = new Pause.Running(Optional.of(world.now.minusSeconds(1)));
    world.baseline = Given.recommended("brakes: {accountReverts: 1}");
    clusters(3);

    world.handle(breaks(1));
    assertThat(world.handle(breaks(2))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.handle(breaks(3))).containsExactly("RESIL-01 alert alerted");
  }

  @Test
  void aRevertCountsForTheAccountAsLongAsTheBaselineSays() {
    world.baseline = Given.recommended("brakes: {accountReverts: 1, accountMinutes: 10}");
    clusters(2);
    world.handle(breaks(1));
    world.passes(Duration.ofMinutes(10));

    assertThat(world.handle(breaks(2))).containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void aRedeliveryIsNotCountedTwice() {
    world.baseline = Given.recommended("brakes: {accountReverts: 2}");
    clusters(2);
    ChangeEvent first = breaks(1);
    world.refusals.add(new Applied.Busy("upgrading"));
    world.handle(first);
    world.handle(first);

    assertThat(world.handle(breaks(2))).containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void aFifthOfAFamilyIsTooMuch() {
    world.baseline = Given.recommended("brakes: {accountReverts: 100}");
    clusters(20);
    for (int i = 1; i <= 20; i++) {
      world.ledger.remember(world.resource(Given.cluster("c-" + i)), world.now);
    }
    for (int i = 1; i <= 4; i++) {
      assertThat(world.handle(breaks(i))).containsExactly("RESIL-01 revert reverted");
    }

    assertThat(world.handle(breaks(5))).containsExactly("RESIL-01 alert alerted");
  }

  @Test
  void familiesAtTheSameTimeDoNotPassTheLimitTogether() throws Exception {
    var limits = Given.recommended("brakes: {accountReverts: 10}").brakes();
    var ledger = new InMemoryLedger();
    List<Alert> pages = Collections.synchronizedList(new ArrayList<>());
    var leave = new AtomicInteger();
    List<Family> families = List.of(Family.values());
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        var one = Case.toRevert(List.of(aFinding()), breaks("e-" + i, "orders"));
        Family family = families.get(i % families.size());
        var brake = new BrakeOnAccount(family, limits, ledger, pages::add, () -> Given.NOON);
        workers.execute(
            () -> {
              if (brake.stops(one, one.getFirst().event(), Pause.never()).isEmpty()) {
                leave.incrementAndGet();
              }
            });
      }
    }

    assertThat(leave).hasValue(10);
    assertThat(pages).extracting(Alert::alertId).isNotEmpty();
    assertThat(Set.copyOf(pages)).hasSize(1);
  }

  private Finding aFinding() {
    var weak = ACluster.orders().deletionProtection(false).build();
    return new Evaluator(Given.recommended())
        .evaluate(weak, Optional.empty(), Optional.empty())
        .getFirst();
  }

  private void clusters(int count) {
    for (int i = 1; i <= count; i++) {
      world.has(ACluster.named("c-" + i).build());
    }
  }

  private ChangeEvent breaks(int cluster) {
    return world.happens(breaks("e-c-" + cluster, "c-" + cluster));
  }

  private static ChangeEvent breaks(String eventId, String cluster) {
    return Given.call(
        eventId, "rds", "ModifyDBCluster", "{'dBClusterIdentifier':'" + cluster + "'," + OFF + "}");
  }
}

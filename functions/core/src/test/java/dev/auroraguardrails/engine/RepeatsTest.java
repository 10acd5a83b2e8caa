package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes twice, late, or from two sides.
class RepeatsTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final String OFF = "'deletionProtection':false";

  private final World world = new World().has(GOOD);

  @Test
  void aDuplicateDoesNothingAndTellsNobody() {
    var event = world.modifies("e-1", OFF);
    world.handle(event);

    assertThat(world.handle(event)).containsExactly("RESIL-01 none already-fixed");
    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void aDuplicateOfACreationDoesNothingAndTellsNobody() {
    var event = world.creates("e-1", "new");
    int told = world.handle(event).size();
    world.handle(event);

    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).hasSize(told);
  }

  @Test
  void aDuplicateOfATellingTellsNobody() {
    world.baseline = Presets.named("observe");
    var event = world.modifies("e-1", OFF);
    world.handle(event);
    world.handle(event);

    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void theSameChangeByAnotherEventIsPutBackAgain() {
    world.handle(world.modifies("e-1", OFF));

    assertThat(world.handle(world.modifies("e-2", OFF)))
        .containsExactly("RESIL-01 revert reverted");
    assertThat(world.writes).hasSize(2);
  }

  @Test
  void whatAPersonFixedBeforeTheEventCameIsLeftAlone() {
    var late = Given.modify("e-1", OFF);
    Trigger.Change change = world.first(late);

    List<Handled> looks = new ArrayList<>();
    for (int look = 0; look <= 3; look++) {
      looks.addAll(world.handled(change));
      world.passes(Retries.delay(change.attempt()));
      change = change.next();
    }

    assertThat(looks)
        .extracting(look -> look.outcome().label())
        .containsExactly("deferred", "deferred", "deferred", "already-fixed");
    assertThat(looks.getFirst().outcome())
        .isEqualTo(new Outcome.Deferred(Duration.ofSeconds(15), "the change is not visible yet"));
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void waitingForAnotherWorkerDoesNotUseUpTheLooks() {
    Trigger.Change change = world.first(Given.modify("e-1", OFF));
    for (int wait = 0; wait < 18; wait++) {
      change = change.next();
    }

    assertThat(world.handle(change)).containsExactly("RESIL-01 none deferred");
  }

  @Test
  void aChangeThatIsOnlySeenLaterIsPutBackThen() {
    Trigger.Change change = world.first(Given.modify("e-1", OFF));

    assertThat(world.handle(change)).containsExactly("RESIL-01 none deferred");
    world.happens(change.event());
    assertThat(world.handle(change.next())).containsExactly("RESIL-01 revert reverted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void aRuleThatIsOnlySeenLaterIsRevokedThen(String block) {
    world.has(Given.group());
    Trigger.Change change = world.first(Ingress.opens("e-1", block, "sgr-1"));

    assertThat(world.handle(change)).containsExactly("NET-01 none deferred");
    world.happens(change.event());
    assertThat(world.handle(change.next())).containsExactly("NET-01 revert reverted");
  }

  @Test
  void aNewerLegitimateValueIsNotOverwritten() {
    world.handle(world.modifies("e-1", "'copyTagsToSnapshot':true"));
    var cut = Given.modify("e-2", "'backupRetentionPeriod':1");
    world.modifies("e-3", "'backupRetentionPeriod':14");

    assertThat(world.handle(cut)).containsExactly("RESIL-03 none deferred");
    assertThat(world.cluster("orders").backupRetentionPeriod()).contains(14);
    assertThat(world.writes).isEmpty();
  }

  @Test
  void theGuardsOwnRevertLeadsToNothing() {
    world.handle(world.modifies("e-1", OFF));

    assertThat(world.handle(world.modifies("e-2", "'deletionProtection':true"))).isEmpty();
    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void whileOneWorkerIsAtAResourceASecondWaits() {
    var event = world.modifies("e-1", OFF);
    List<String> second = new ArrayList<>();
    world.whileReading =
        () -> {
          world.whileReading = () -> {};
          second.addAll(world.handle(event));
        };

    assertThat(world.handle(event)).containsExactly("RESIL-01 revert reverted");
    assertThat(second).containsExactly("- none deferred");
    assertThat(world.reads).hasSize(1);
    assertThat(world.writes).hasSize(1);
  }

  @Test
  void aLeaseThatNobodyGaveBackEnds() {
    var event = world.modifies("e-1", OFF);
    assertThat(world.ledger.lease(GOOD.id(), "dead", world.now, world.now.plusSeconds(90)))
        .isTrue();

    assertThat(world.handle(event)).containsExactly("- none deferred");
    world.passes(Duration.ofSeconds(91));
    assertThat(world.handle(event)).containsExactly("RESIL-01 revert reverted");
  }
}

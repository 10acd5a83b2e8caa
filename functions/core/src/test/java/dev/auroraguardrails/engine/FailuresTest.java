package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Remediator.Applied;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong on the way: the resource is busy, a call is refused, a worker dies.
class FailuresTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final String MODIFY =
      "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier ";
  private static final String OFF = "'deletionProtection':false";

  private final World world = new World().has(GOOD);

  @Test
  void aNewClusterIsWaitedForAndThenPutRight() {
    Trigger.Change change = world.first(World.creation("e-1", "new"));
    assertThat(world.handle(change)).containsExactly("- none deferred");

    world.happens(change.event());
    world.refusals.add(new Applied.Busy("the cluster is creating"));
    change = change.next();
    assertThat(world.handle(change))
        .contains("RESIL-01 revert deferred", "RESIL-03 revert deferred")
        .allMatch(line -> line.endsWith(" revert deferred"));
    assertThat(world.alerts).isEmpty();

    world.passes(Duration.ofMinutes(5));
    assertThat(world.handle(change.next()))
        .contains("RESIL-01 revert reverted", "RESIL-03 revert reverted")
        .allMatch(line -> line.endsWith(" revert reverted"));
    assertThat(world.writes).hasSize(2);
    assertThat(world.cluster("new").backupRetentionPeriod()).contains(7);
  }

  @Test
  void aNewClusterThatNeverAppearsIsLetGo() {
    Trigger.Change change = world.first(World.creation("e-1", "new"));

    world.passes(Duration.ofMinutes(7));

    assertThat(world.handle(change.next().next().next())).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void whatAPersonFixedWhileItWasBusyIsNotClaimedAsPutBack() {
    Trigger.Change change = world.first(world.modifies("e-1", OFF));
    world.refusals.add(new Applied.Busy("upgrading"));
    assertThat(world.handle(change)).containsExactly("RESIL-01 revert deferred");

    world.has(GOOD);

    assertThat(world.handle(change.next())).containsExactly("RESIL-01 none deferred");
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void whatIsBusyForAnHourHasFailed() {
    Trigger.Change change = world.first(world.modifies("e-1", OFF));
    world.refusals.add(new Applied.Busy("upgrading"));
    world.passes(Duration.ofMinutes(61));

    assertThat(world.handle(change)).containsExactly("RESIL-01 revert failed");
    assertThat(world.alerts.getFirst().reason()).isEqualTo("gave up after an hour: upgrading");
  }

  @Test
  void whatIsRefusedHasFailedAndIsTold() {
    world.refusals.add(new Applied.Refused("access denied"));
    var event = world.modifies("e-1", OFF);

    assertThat(world.handle(event)).containsExactly("RESIL-01 revert failed");
    assertThat(world.alerts).hasSize(1);
    Alert alert = world.alerts.getFirst();
    assertThat(alert.reason()).isEqualTo("access denied");
    assertThat(alert.done()).isEmpty();
    assertThat(alert.fix()).containsExactly(MODIFY + "orders --deletion-protection");
    assertThat(world.handle(event)).containsExactly("RESIL-01 none already-fixed");
    assertThat(world.writes).hasSize(1);
  }

  @Test
  void anEffectThatIsNotSeenIsWaitedForAndNotWrittenAgain() {
    world.effectsAreSeen = false;
    Trigger.Change change = world.first(world.modifies("e-1", OFF));

    assertThat(world.handle(change)).containsExactly("RESIL-01 revert deferred");
    assertThat(world.alerts).isEmpty();
    assertThat(world.handle(change.next())).containsExactly("RESIL-01 revert reverted");
    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).extracting(Alert::outcome).containsExactly("reverted");
  }

  @Test
  void anEffectThatNeverComesIsNeverCalledReverted() {
    world.effectsAreSeen = false;
    world.effectsHappen = false;
    Trigger.Change change = world.first(world.modifies("e-1", OFF));

    assertThat(world.handle(change)).containsExactly("RESIL-01 revert deferred");
    assertThat(world.writes).hasSize(1);
    world.passes(Duration.ofMinutes(61));
    assertThat(world.handle(change.next())).containsExactly("RESIL-01 revert failed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAlertThatCouldNotBeHandedOverComesAgainUnderTheSameId(boolean created) {
    var event = world.breaks("e-1", created);
    world.losesTheNextAlert = true;

    assertThatThrownBy(() -> world.handle(event)).hasMessage("the topic is not there");
    world.handle(event);

    assertThat(world.lost).hasSize(1);
    assertThat(world.alerts).hasSize(1);
    assertThat(world.alerts.getFirst()).isEqualTo(world.lost.getFirst());
    assertThat(world.writes).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWorkerThatDiedAfterItsWriteIsFinishedByTheNext(boolean created) {
    var event = world.breaks("e-1", created);
    world.diesAfterTheNextWrite = true;

    assertThatThrownBy(() -> world.handle(event)).hasMessage("the worker died");
    world.passes(Duration.ofMinutes(2));

    assertThat(world.handle(event)).containsExactly("RESIL-01 revert reverted");
    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).extracting(Alert::outcome).containsExactly("reverted");
    world.handle(event);
    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void aControlThatCannotJudgeIsAFindingWithoutAFix() {
    SecurityGroupRule strange =
        new SecurityGroupRule(
            "sgr-pl", false, "tcp", 5432, 5432, "pl-1", List.of("everybody"), Optional.empty());
    world.has(Given.group(strange));

    assertThat(world.handle(world.happens(Ingress.opens("e-1", "203.0.113.0/24", "sgr-1"))))
        .containsExactly("NET-01 alert alerted");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts.getFirst().evidence()).startsWith("could not be judged: ");
  }

  @Test
  void aResourceThatIsGoneNeedsNoGuard() {
    var event =
        Given.call("e-1", "rds", "ModifyDBCluster", "{'dBClusterIdentifier':'gone'," + OFF + "}");

    assertThat(world.handle(event)).isEmpty();
  }

  @Test
  void anAlertOfWhatWasFixedMeanwhileIsStillHandedOver() {
    world.baseline = Presets.named("observe");
    var event = world.modifies("e-1", OFF);
    world.losesTheNextAlert = true;
    assertThatThrownBy(() -> world.handle(event)).hasMessage("the topic is not there");

    world.has(GOOD);
    world.handle(event);
    world.handle(event);

    assertThat(world.alerts).isEqualTo(world.lost);
  }

  @Test
  void anAlertOfAResourceThatIsGoneIsStillHandedOver() {
    var event = world.modifies("e-1", OFF);
    world.losesTheNextAlert = true;
    assertThatThrownBy(() -> world.handle(event)).hasMessage("the topic is not there");

    world.loses(GOOD);
    world.handle(event);

    assertThat(world.alerts).isEqualTo(world.lost);
  }
}

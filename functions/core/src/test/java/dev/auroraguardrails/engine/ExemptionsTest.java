package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.model.TemporaryExemptions.Malformed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person allows for a while is left alone and told; nothing else is.
class ExemptionsTest {
  private static final String OFF = "'deletionProtection':false";
  private static final String ANN = "arn:aws:iam::123456789012:user/ann";

  private final World world = new World().has(ACluster.orders().build());

  @Test
  void anAllowedViolationStaysAndIsToldWithWhoAllowedIt() {
    world.exemptions = allowed("RESIL-01", "arn:aws:rds:*:cluster:ord*");

    assertThat(world.handle(world.modifies("e-1", OFF)))
        .containsExactly("RESIL-01 exempt exempted");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.decision()).isEqualTo("exempt");
              assertThat(alert.reason()).contains(ANN).contains("planned removal").contains("ex-1");
              assertThat(alert.force()).isEqualTo("standing");
              assertThat(alert.fix()).isNotEmpty();
              assertThat(alert.undo()).isEmpty();
            });
  }

  @Test
  void oneEventIsToldOnceHoweverOftenItComes() {
    world.exemptions = allowed("RESIL-01", "*");
    var change = world.first(world.modifies("e-1", OFF));
    world.handle(change);
    world.handle(change);

    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void whatAnotherControlSaysIsPutBack() {
    world.exemptions = allowed("RESIL-03", "*");
    assertThat(world.handle(world.modifies("e-1", OFF)))
        .containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void anotherResourceIsPutBack() {
    world.exemptions = allowed("RESIL-01", "arn:aws:rds:*:cluster:billing");
    assertThat(world.handle(world.modifies("e-1", OFF)))
        .containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void anExemptionEndsByItselfAndItsEndAlonePutsNothingBack() {
    world.exemptions = allowed("RESIL-01", "*");
    world.handle(world.modifies("e-1", OFF));
    world.passes(Duration.ofHours(2));

    assertThat(world.handle(world.modifies("e-2", "'backupRetentionPeriod':14")))
        .containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).isEmpty();
    assertThat(world.handle(world.modifies("e-3", OFF)))
        .as("a new change is judged anew")
        .containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void anAllowedViolationNeverBecomesLastKnownGood() {
    world.exemptions = allowed("RESIL-01", "*");
    world.handle(world.modifies("e-1", OFF));

    assertThat(
            world.ledger.lastGood(
                world.cluster("orders").immutableId(),
                dev.auroraguardrails.model.Resource.DbCluster.class))
        .isEmpty();
  }

  @Test
  void aLesserControlThatLeavesTheRuleToAnAllowedOneDoesNotPutItBackInItsPlace() {
    world.baseline = Given.recommended("companyRanges: [198.51.100.0/24]");
    world.has(Given.group());
    world.exemptions = allowed("NET-01", "*");

    assertThat(world.handle(world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1"))))
        .containsExactly("NET-01 exempt exempted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void anExemptionThatCannotBeReadExemptsNothingAndIsToldOnce() {
    world.exemptions =
        new TemporaryExemptions(
            List.of(),
            List.of(new Malformed("/aurora-guardrails/exemptions/x", "1", "it is not JSON")));

    assertThat(world.handle(world.modifies("e-1", OFF)))
        .containsExactly("RESIL-01 revert reverted");
    world.handle(world.modifies("e-2", OFF));

    assertThat(world.alerts)
        .filteredOn(alert -> alert.control().id().equals("GUARD-04"))
        .singleElement()
        .satisfies(
            alert -> assertThat(alert.evidence()).contains("it is not JSON").contains("is none"));
  }

  @Test
  void aRevertThatWasBegunAndIsHeldBackIsNotToldAsDone() {
    var change = world.first(world.modifies("e-1", OFF));
    world.effectsHappen = false;
    world.effectsAreSeen = false;
    assertThat(world.handle(change)).containsExactly("RESIL-01 revert deferred");
    world.exemptions = allowed("RESIL-01", "*");
    world.passes(Duration.ofMinutes(2));

    assertThat(world.handle(change.next())).containsExactly("RESIL-01 exempt exempted");
    assertThat(world.alerts).extracting(alert -> alert.outcome()).containsExactly("exempted");
  }

  @Test
  void whileItIsPausedAnAllowedViolationIsStillSaidToBeAllowed() {
    world.pause = new Pause.Unreadable("x");
    world.exemptions = allowed("RESIL-01", "*");
    assertThat(world.handle(world.modifies("e-1", OFF)))
        .containsExactly("RESIL-01 exempt exempted");
  }

  private TemporaryExemptions allowed(String control, String resource) {
    return new TemporaryExemptions(
        List.of(
            new TemporaryExemption(
                "ex-1",
                control,
                resource,
                "planned removal",
                ANN,
                world.now,
                world.now.plus(Duration.ofHours(2)))),
        List.of());
  }
}

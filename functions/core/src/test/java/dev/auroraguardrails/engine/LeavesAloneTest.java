package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left alone, or told and left alone.
class LeavesAloneTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final String OFF = "'deletionProtection':false";

  private final World world = new World().has(GOOD);

  @Test
  void whatStoodBeforeIsToldOnceADayAndNotPutBack() {
    world.has(ACluster.orders().iam(false).build());

    assertThat(world.handle(world.modifies("e-1", OFF)))
        .containsExactlyInAnyOrder("LOGIN-01 alert alerted", "RESIL-01 revert reverted");
    assertThat(world.handle(world.modifies("e-2", "'copyTagsToSnapshot':true"))).isEmpty();
    world.passes(Duration.ofDays(1));
    assertThat(world.handle(world.modifies("e-3", "'copyTagsToSnapshot':true")))
        .containsExactly("LOGIN-01 alert alerted");
    assertThat(world.cluster("orders").iamDatabaseAuthentication()).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docdb", "neptune", "postgres", "mysql"})
  void otherEnginesAreLeftAlone(String engine) {
    world.has(ACluster.orders().engine(engine).build());

    assertThat(world.handle(world.modifies("e-1", OFF))).isEmpty();
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void aGroupThatNoClusterUsesIsLeftAlone() {
    world.has(Given.group(Set.of()));

    assertThat(world.handle(world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1")))).isEmpty();
    assertThat(world.writes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'InvalidDBClusterStateFault'", "'AccessDenied'"})
  void callsThatDidNotSucceedAreNotEvenLookedAt(String errorCode) {
    var failed =
        Given.call(
            "e-1",
            "rds",
            "ModifyDBCluster",
            "{'dBClusterIdentifier':'orders'," + OFF + "}",
            errorCode);

    assertThat(world.handle(failed)).isEmpty();
    assertThat(world.reads).isEmpty();
  }

  @Test
  void callsThatNoControlLooksAtAreNotReadFor() {
    world.handle(Given.call("e-1", "rds", "StartDBCluster", "{'dBClusterIdentifier':'orders'}"));

    assertThat(world.reads).isEmpty();
  }

  @Test
  void anEgressRuleThatWasWidenedIsToldUnlessTheBaselineAsksForMore() {
    SecurityGroupRule out =
        new SecurityGroupRule(
            "sgr-out", true, "-1", -1, -1, "0.0.0.0/0", List.of("0.0.0.0/0"), Optional.empty());
    world.has(Given.group(out));
    assertThat(world.handle(Ingress.widens("sgr-out"))).containsExactly("NET-06 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void whatIsExemptIsLeftAlone() {
    world.baseline =
        Given.recommended(
            "exemptions:",
            "  - {control: RESIL-01, resource: '*:cluster:orders', reason: moved, until: 2026-03-02}");
    var event = world.modifies("e-1", OFF);

    assertThat(world.handled(world.first(event)))
        .containsExactly(
            new Handled("RESIL-01", GOOD.id().arn(), "exempt", new Outcome.Exempted("moved")));
    assertThat(world.writes).isEmpty();
    world.passes(Duration.ofDays(1));
    assertThat(world.handle(event)).containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void observingNeverWrites() {
    world.baseline = Presets.named("observe");

    assertThat(world.handle(world.modifies("e-1", OFF + ",'backupRetentionPeriod':1")))
        .containsExactlyInAnyOrder("RESIL-01 alert alerted", "RESIL-03 alert alerted");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).allMatch(alert -> !alert.fix().isEmpty() && alert.done().isEmpty());
  }

  @Test
  void aControlThatIsOffSaysNothing() {
    world.baseline = Given.recommended("controls: {RESIL-01: {mode: off}}");

    assertThat(world.handle(world.modifies("e-1", OFF))).isEmpty();
    assertThat(world.alerts).isEmpty();
  }
}

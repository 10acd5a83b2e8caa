package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Decision;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeciderTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
  private static final ControlInfo CONTROL =
      Controls.ALL.stream()
          .map(Controls::infoOf)
          .filter(info -> info.id().equals("RESIL-01"))
          .findFirst()
          .orElseThrow();
  private static final Fix FIX =
      new Fix(
          ModifyDbCluster.deletionProtection(
              Given.cluster("orders"), new Step<>(Optional.of(false), true)),
          Restored.byTheChange("on"));
  private static final Violation FIXABLE = Violation.fixable("deletionProtection", "off", FIX);

  @Test
  void whatTheEventBrokeIsPutBack() {
    assertThat(decide(Given.recommended(), FIXABLE, true, 2)).isEqualTo(new Decision.Revert(FIX));
  }

  @Test
  void whatStoodBeforeIsTold() {
    assertThat(alert(Given.recommended(), FIXABLE, false, 0)).contains("stood before");
  }

  @Test
  void whatIsDoubtedIsTold() {
    assertThat(alert(Given.recommended(), FIXABLE.withDoubt("a person decides"), true, 0))
        .isEqualTo("a person decides");
  }

  @Test
  void whatNoCallCanFixIsTold() {
    var fixless = new Violation("deletionProtection", "off", Optional.empty(), Optional.empty());

    assertThat(alert(Given.recommended(), fixless, true, 0)).isEqualTo("no call can put it back");
  }

  @Test
  void whatTheBaselineOnlyTellsIsTold() {
    assertThat(alert(Presets.named("observe"), FIXABLE, true, 0)).contains("only tells");
  }

  @Test
  void theBrakeStopsAFight() {
    assertThat(alert(Given.recommended(), FIXABLE, true, 3)).startsWith("put back 3 times");
    assertThat(decide(Given.recommended().withoutBrakes(), FIXABLE, true, 99))
        .isInstanceOf(Decision.Revert.class);
  }

  @Test
  void anExemptionHoldsToItsLastDay() {
    assertThat(decide(exempting("orders", TODAY), FIXABLE, true, 0))
        .isInstanceOf(Decision.Exempt.class);
    assertThat(decide(exempting("orders", TODAY.minusDays(1)), FIXABLE, true, 0))
        .isInstanceOf(Decision.Revert.class);
    assertThat(decide(exempting("sandbox-*", TODAY), FIXABLE, true, 0))
        .isInstanceOf(Decision.Revert.class);
  }

  private static Baseline exempting(String cluster, LocalDate until) {
    return Given.recommended(
        "exemptions:",
        "  - control: RESIL-01",
        "    resource: arn:aws:rds:*:*:cluster:" + cluster,
        "    reason: test",
        "    until: " + until);
  }

  private static String alert(Baseline baseline, Violation violation, boolean touched, int lately) {
    return decide(baseline, violation, touched, lately) instanceof Decision.Alert told
        ? told.reason()
        : "not told";
  }

  private static Decision decide(
      Baseline baseline, Violation violation, boolean touched, int lately) {
    var finding = new Finding(CONTROL, ACluster.orders().build(), violation);
    Optional<String> notMine =
        touched ? Optional.empty() : Optional.of("it stood before this change");
    return new Decider(baseline).decide(finding, notMine, lately, TemporaryExemptions.NONE, NOON);
  }
}

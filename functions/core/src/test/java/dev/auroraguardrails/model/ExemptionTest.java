package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Controls;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a standing exemption allows, and until when.
class ExemptionTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  @Test
  void aPatternNarrowsWhatIsAllowed() {
    assertThat(
            exemption("{\"resource\":{\"name\":[{\"prefix\":\"ord\"}]}}").covers(finding(), TODAY))
        .isTrue();
    assertThat(
            exemption("{\"resource\":{\"name\":[{\"prefix\":\"pay\"}]}}").covers(finding(), TODAY))
        .isFalse();
    assertThat(exemption("{\"control\":{\"severity\":[\"LOW\"]}}").covers(finding(), TODAY))
        .isFalse();
    assertThat(
            exemption(
                    "{\"resource\":{\"kind\":[\"DB_CLUSTER\"]},\"subject\":[\"deletionProtection\"]}")
                .covers(finding(), TODAY))
        .isTrue();
  }

  @Test
  void itEndsByItself() {
    Exemption exemption = exemption("{\"control\":{\"id\":[\"RESIL-01\"]}}");

    assertThat(exemption.covers(finding(), LocalDate.of(2026, 3, 20))).isTrue();
    assertThat(exemption.covers(finding(), LocalDate.of(2026, 3, 21))).isFalse();
  }

  @Test
  void itsEndIsNearAWeekBeforeAndNotEarlierNorAfter() {
    Exemption exemption = exemption("{}");

    assertThat(exemption.endsSoon(LocalDate.of(2026, 3, 12))).isFalse();
    assertThat(exemption.endsSoon(LocalDate.of(2026, 3, 13))).isTrue();
    assertThat(exemption.endsSoon(LocalDate.of(2026, 3, 20))).isTrue();
    assertThat(exemption.endsSoon(LocalDate.of(2026, 3, 21))).isFalse();
  }

  private static Exemption exemption(String pattern) {
    return new Exemption(
        "RESIL-01",
        "*",
        Optional.of(pattern),
        "moves",
        Optional.of("ann"),
        LocalDate.of(2026, 3, 20));
  }

  private static Finding finding() {
    ControlInfo control =
        Controls.ALL.stream()
            .map(Controls::infoOf)
            .filter(info -> info.id().equals("RESIL-01"))
            .findFirst()
            .orElseThrow();
    return new Finding(
        control,
        ACluster.orders().build(),
        Violation.told("deletionProtection", "deletion protection is off", "test"));
  }
}

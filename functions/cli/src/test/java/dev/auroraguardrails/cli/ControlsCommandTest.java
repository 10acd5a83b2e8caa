package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.Json;
import org.junit.jupiter.api.Test;

class ControlsCommandTest {
  @Test
  void everyControlHasALineWithWhatTheBaselineDoes() {
    Ran ran = Ran.of(new ControlsCommand(), "--baseline", "recommended");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines()).hasSameSizeAs(Controls.ALL).isSorted();
    assertThat(ran.out().lines())
        .anyMatch(line -> line.matches("NET-01 +critical +network +revert +The ports of .*"));
  }

  @Test
  void oneIsShownWithWhyTheFixAndTheSameCheckElsewhere() {
    assumeTrue(ControlsPage.isPacked(), "CONTROLS.md is packed by Maven alone");
    Ran ran = Ran.of(new ControlsCommand(), "--baseline", "observe", "resil-03");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "RESIL-03",
            "how far back",
            "rds:ModifyDBCluster",
            "Security Hub RDS.50",
            "tells a violation",
            "Backups that were purged");
  }

  @Test
  void everyControlTellsWhatItPutsBack() throws Exception {
    assumeTrue(ControlsPage.isPacked(), "CONTROLS.md is packed by Maven alone");
    Ran ran = Ran.of(new ControlsCommand(), "--baseline", "recommended", "--json");

    for (String line : ran.out().lines().toList()) {
      JsonNode control = Json.MAPPER.readTree(line);
      assertThat(control.path("putsBackBy").asText()).as(line).isNotEqualTo("unknown");
      assertThat(control.path("looksAt").isArray()).isTrue();
    }
  }

  @Test
  void anUnknownOneIsAMistake() {
    Ran ran = Ran.of(new ControlsCommand(), "--baseline", "recommended", "NET-99");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no control NET-99");
  }
}

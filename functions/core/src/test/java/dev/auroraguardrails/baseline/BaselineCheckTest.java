package dev.auroraguardrails.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Given;
import org.junit.jupiter.api.Test;

class BaselineCheckTest {

  @Test
  void whoeverOnlyObservesGetsNoRightToWrite() {
    assertThat(BaselineCheck.parameters(Presets.named("observe")))
        .containsEntry("EnforceRds", "no")
        .containsEntry("EnforceNetwork", "no")
        .containsEntry("EnforceIam", "no")
        .containsEntry("EnforceAdjacent", "no")
        .hasSize(4);
  }

  @Test
  void aFamilyThatPutsBackGetsIt() {
    assertThat(
            BaselineCheck.parameters(
                Given.recommended(
                    "controls: {NET-01: {mode: alert}, NET-02: {mode: alert}, NET-03: {mode: off},"
                        + " NET-22: {mode: alert}, DATA-01: {mode: off}}")))
        .containsEntry("EnforceRds", "yes")
        .containsEntry("EnforceNetwork", "no")
        .containsEntry("EnforceIam", "yes");
  }
}

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
        .containsEntry("EnforceIam16", "no")
        .containsEntry("EnforceIam17", "no")
        .containsEntry("EnforceNet05", "no")
        .containsEntry("EnforceNet13", "no")
        .containsEntry("EnforceNet14", "no")
        .containsEntry("EnforceLogin06", "no")
        .containsEntry("EnforceTamper", "no")
        .containsEntry("RestoreIam", "no")
        .hasSize(12);
  }

  @Test
  void whatOneControlAloneNeedsIsGivenForItAlone() {
    assertThat(BaselineCheck.parameters(Given.recommended("controls: {IAM-16: {mode: alert}}")))
        .containsEntry("EnforceAdjacent", "yes")
        .containsEntry("EnforceIam16", "no")
        .containsEntry("EnforceIam17", "no");
    assertThat(BaselineCheck.parameters(Given.recommended("controls: {IAM-17: {mode: revert}}")))
        .containsEntry("EnforceIam16", "yes")
        .containsEntry("EnforceIam17", "yes");
  }

  @Test
  void theGuardOfTheGuardGetsItWhereTheBaselineSaysSo() {
    assertThat(BaselineCheck.parameters(Given.recommended("guard: {mode: alert}")))
        .containsEntry("EnforceTamper", "no");
    assertThat(BaselineCheck.parameters(Given.recommended("")))
        .containsEntry("EnforceTamper", "yes");
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

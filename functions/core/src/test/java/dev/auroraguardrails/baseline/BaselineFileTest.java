package dev.auroraguardrails.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.auroraguardrails.baseline.Baseline.Brakes;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.Baseline.PolicyScope;
import dev.auroraguardrails.baseline.Baseline.PrivateRanges;
import dev.auroraguardrails.baseline.Baseline.Sources;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.model.Exemption;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineFileTest {

  @Test
  void aGoodFileSaysWhatDiffersFromItsPreset() throws BadBaseline {
    Baseline baseline =
        read(
            """
            preset: recommended
            controls:
              RESIL-03:
                minimumDays: 14
              LOG-01:
                aurora-mysql: [audit, error]
              NET-01:
                mode: alert
              DATA-01:
                mode: off
              NET-02:
                widestIpv4: 20
              NET-03:
                privateRanges: outside
              IAM-03:
                whenPastUnknown: alert
                policies: any
            principals:
              allowed: [role/dba-*]
              protected: [user/break-glass]
            trustedAccounts: ["111122223333"]
            companyRanges: [203.0.113.0/24]
            brakes:
              revertsPerHour: 5
            exemptions:
              - control: RESIL-01
                resource: arn:aws:rds:*:*:cluster:sandbox-*
                reason: torn down every night
                until: 2027-01-31
            """);

    assertThat(baseline.preset()).isEqualTo("recommended");
    assertThat(baseline.minimumRetentionDays()).isEqualTo(14);
    assertThat(baseline.clusters().logTypesOf("aurora-mysql")).containsOnly("audit", "error");
    assertThat(baseline.clusters().logTypesOf("aurora-postgresql")).containsOnly("postgresql");
    assertThat(baseline.mode("NET-01")).isEqualTo(Mode.ALERT);
    assertThat(baseline.mode("DATA-01")).isEqualTo(Mode.OFF);
    assertThat(baseline.mode("RESIL-01")).isEqualTo(Mode.REVERT);
    assertThat(baseline.pastUnknown()).isEqualTo(Mode.ALERT);
    assertThat(baseline.revertPolicies()).isEqualTo(PolicyScope.ANY);
    assertThat(baseline.allowedPrincipals()).containsExactly("role/dba-*");
    assertThat(baseline.protectedPrincipals())
        .containsAll(Presets.PROTECTED)
        .contains("user/break-glass");
    assertThat(baseline.trustedAccounts()).containsExactly("111122223333");
    assertThat(baseline.sources()).isEqualTo(new Sources(20, 48, PrivateRanges.OUTSIDE, Set.of()));
    assertThat(baseline.companyRanges()).containsExactly("203.0.113.0/24");
    assertThat(baseline.brakes()).isEqualTo(new Brakes(5, 10, 10, 20, 0));
    assertThat(baseline.exemptions())
        .containsExactly(
            new Exemption(
                "RESIL-01",
                "arn:aws:rds:*:*:cluster:sandbox-*",
                Optional.empty(),
                "torn down every night",
                Optional.empty(),
                LocalDate.of(2027, 1, 31)));
  }

  @Test
  void anEmptyFileOnlyObserves() throws BadBaseline {
    assertThat(read("")).isEqualTo(Presets.named("observe"));
    assertThat(read("").modes().values()).containsOnly(Mode.ALERT, Mode.OFF);
  }

  @Test
  void theRecommendedPresetPutsBackWhatHasAnInverse() throws BadBaseline {
    assertThat(read("preset: recommended")).isEqualTo(Presets.named("recommended"));
    assertThat(read("preset: recommended").modes())
        .containsEntry("RESIL-01", Mode.REVERT)
        .containsEntry("RESIL-02", Mode.ALERT)
        .containsEntry("NET-25", Mode.OFF);
  }

  /// In the text `|` stands for the end of a line.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "preset: bold; line 1: unknown preset 'bold'",
        "preset: observe|bolts: {}; line 2: 'bolts' is not known here",
        "bolts:|  nuts: 1; line 1: 'bolts' is not known here",
        "preset: observe|preset: observe; line 2: 'preset' stands here twice",
        "controls:|  NET-99:|    mode: off; line 2: there is no control NET-99",
        "controls:|  NET-01:|    mode: on; line 3: expected one of [revert, alert, off], got 'on'",
        "controls:|  NET-01:|    minimumDays: 9; line 3: 'minimumDays' is not known here",
        "controls:|  RESIL-02:|    mode: revert; line 3: RESIL-02 can only be told",
        "controls:|  NET-25:|    mode: revert; line 3: NET-25 can only be told",
        "controls:|  RESIL-03:|    minimumDays: 36; line 3: expected a number from 1 to 35, got '36'",
        "controls:|  RESIL-03:|    minimumDays: week; line 3: expected a number from 1 to 35",
        "controls:|  LOG-01:|    aurora-mysql: [sql]; line 3: expected one of [audit, error,",
        "controls:|  IAM-03:|    policies: all; line 3: expected one of [rds-only, any]",
        "controls:|  NET-02:|    widestIpv4: 4; line 3: expected a number from 8 to 32, got '4'",
        "controls:|  NET-04:|    groups: [shop]; line 3: expected the id of a security group, sg-...",
        "controls:|  NET-03:|    privateRanges: no; line 3: expected one of [inside, outside]",
        "controls: [NET-01]; line 1: expected keys and values",
        "principals:|  allowed: role/dba; line 2: expected a list",
        "principals:|  allowed:|    - dba; line 3: expected role/NAME, user/NAME or group/NAME",
        "principals:|  allow: []; line 2: 'allow' is not known here",
        "trustedAccounts: [12]; line 1: expected a 12-digit account id in quotes, got '12'",
        "companyRanges: [office]; line 1: expected a CIDR block like 10.0.0.0/8, got 'office'",
        "companyRanges:|  - 0.0.0.0/0; line 2: 0.0.0.0/0 is the whole world",
        "brakes: {revertsPerHour: 0}; line 1: expected a number from 1 to 1000, got '0'",
        "exemptions:|  - control: NET-99; line 2: there is no control NET-99",
        "exemptions:|  - control: NET-01|    resource: x; line 2: 'reason' is missing",
        "exemptions:|  - {control: NET-01, reason: y, until: 2027-01-31, pattern: {a: b}};"
            + " line 2: no EventBridge pattern: ",
        "exemptions:|  - {control: NET-01, resource: x, reason: y, until: soon};"
            + " line 2: expected a date like 2027-01-31",
        "guard: {mode: off}; line 1: expected one of [revert, alert]",
        "guard:|  deployers: [role/*]; line 2: expected role/NAME or user/NAME, got 'role/*'",
        "preset: [; line 1: ",
      })
  void aMistakeNamesItsLineAndReason(String text, String reason) {
    assertThatThrownBy(() -> read(text.replace('|', '\n')))
        .isInstanceOf(BadBaseline.class)
        .hasMessageStartingWith("baseline.yaml")
        .hasMessageContaining(reason.strip());
  }

  @Test
  void theProjectsOwnFileIsGoodAndOnlyObserves() throws IOException, BadBaseline {
    String root = System.getProperty("projectRoot", "");
    assumeTrue(!root.isEmpty(), "the project's root is not known here");

    try (var text = Files.newBufferedReader(Path.of(root, "baseline.yaml"))) {
      assertThat(BaselineFile.read("baseline.yaml", text)).isEqualTo(Presets.named("observe"));
    }
  }

  private static Baseline read(String text) throws BadBaseline {
    return BaselineFile.read("baseline.yaml", new StringReader(text));
  }
}

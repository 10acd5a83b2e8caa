package dev.auroraguardrails.sweeper.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Report.Item;
import dev.auroraguardrails.sweep.Report.Level;
import dev.auroraguardrails.sweep.Report.Opening;
import dev.auroraguardrails.sweep.Report.Reach;
import dev.auroraguardrails.sweep.Scope;
import dev.auroraguardrails.sweep.Surveyed.Unread;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportFormTest {
  private static final String MARKUP = "</script><script>alert(1)</script>";

  @Test
  void jsonReadsBackAsTheReport() {
    assertThat(Json.read(ReportForm.JSON.write(report("office")), Report.class))
        .isEqualTo(report("office"));
  }

  @Test
  void thePageLoadsNothingAndTakesNoMarkupFromNames() {
    String page = ReportForm.HTML.write(report(MARKUP));

    assertThat(page).doesNotContain(MARKUP).contains("&lt;/script&gt;");
    assertThat(page).contains("default-src 'none'").doesNotContain("http://", "https://", "src=");
  }

  @Test
  void thePageShowsScoreFindingsReachExemptionsAndGaps() {
    String page = ReportForm.HTML.write(report("office"));

    assertThat(page)
        .contains("aria-label=\"Score 75 of 100\"", "3 of 4 checks")
        .contains("aws ec2 revoke-security-group-ingress", "0.0.0.0/0", "1 wrong")
        .contains("exempt until 2027-01-31: torn down every night")
        .contains("Could not be read", "AccessDenied");
  }

  @Test
  void aSpreadsheetTakesNoNameForAFormula() {
    assertThat(ReportForm.CSV.write(report("=HYPERLINK(1)"))).contains(",'=HYPERLINK(1)");
  }

  @Test
  void sarifNamesRulesLevelsAndWhatIsExempt() throws Exception {
    JsonNode run = Json.MAPPER.readTree(ReportForm.SARIF.write(report("office"))).at("/runs/0");

    assertThat(run.at("/tool/driver/rules").findValuesAsText("id")).contains("NET-01", "IAM-03");
    assertThat(run.at("/results/0/ruleId").asText()).isEqualTo("NET-01");
    assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
    assertThat(run.at("/results/0/suppressions")).isEmpty();
    assertThat(run.at("/results/1/suppressions/0/justification").asText()).contains("torn down");
  }

  @Test
  void ocsfIsOneComplianceFindingALine() throws Exception {
    String[] lines = ReportForm.OCSF.write(report("office")).split("\n", -1);

    JsonNode finding = Json.MAPPER.readTree(lines[0]);
    assertThat(lines).hasSize(3);
    assertThat(finding.path("class_uid").asInt()).isEqualTo(2003);
    assertThat(finding.at("/compliance/control").asText()).isEqualTo("NET-01");
    assertThat(finding.path("severity_id").asInt()).isEqualTo(5);
    assertThat(finding.path("status_id").asInt()).isEqualTo(1);
    assertThat(Json.MAPPER.readTree(lines[1]).path("status_id").asInt()).isEqualTo(3);
  }

  private static Report report(String text) {
    return new Report(
        Report.SCHEMA,
        "sweep-20261125T120000Z",
        "123456789012",
        "eu-central-1",
        Instant.parse("2026-11-25T12:00:00Z"),
        "recommended",
        Map.of("DbCluster", 1),
        List.of(new Level("NET", "Network", 4, 3)),
        List.of(
            new Item(
                "NET-01",
                "Closed",
                Severity.CRITICAL,
                "arn:aws:ec2:eu-central-1:123456789012:security-group/sg-1",
                "sgr-1",
                text,
                "revert",
                "has an exact way back",
                true,
                List.of("aws ec2 revoke-security-group-ingress --group-id sg-1"),
                List.of("Security Hub EC2.18")),
            new Item(
                "RESIL-01",
                "Protected",
                Severity.HIGH,
                "arn:aws:rds:eu-central-1:123456789012:cluster:sandbox",
                "deletionProtection",
                "deletion protection is off",
                "exempt",
                "exempt until 2027-01-31: torn down every night",
                false,
                List.of(),
                List.of())),
        List.of(
            new Reach(
                "orders",
                "aurora-postgresql",
                5432,
                List.of(
                    new Opening("sg-1", "sgr-1", "0.0.0.0/0", "tcp 5432", text, List.of("NET-01")),
                    new Opening("sg-1", "sgr-2", "10.0.0.0/16", "tcp 5432", "", List.of())))),
        List.of(new Unread("the IAM principals", "AccessDenied: not authorized")),
        Scope.ALL,
        Optional.empty());
  }
}

package dev.auroraguardrails.sweeper.report;

import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Report;
import java.util.List;
import java.util.Map;

/// SARIF 2.1.0, as code scanning services take it.
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
final class SarifReport {
  private SarifReport() {}

  static String of(Report report) {
    return Json.write(
            Map.of(
                "$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
                "version",
                "2.1.0",
                "runs",
                List.of(
                    Map.of(
                        "tool",
                        Map.of("driver", Map.of("name", "Aurora Guardrails", "rules", rules())),
                        "results",
                        report.findings().stream().map(SarifReport::result).toList()))))
        + "\n";
  }

  private static List<Map<String, Object>> rules() {
    return Controls.ALL.stream().map(Controls::infoOf).map(SarifReport::rule).toList();
  }

  private static Map<String, Object> rule(ControlInfo control) {
    return Map.of(
        "id",
        control.id(),
        "shortDescription",
        Map.of("text", control.title()),
        "fullDescription",
        Map.of("text", control.why()),
        "properties",
        Map.of("tags", control.mappings(), "security-severity", score(control.severity())));
  }

  private static Map<String, Object> result(Report.Item item) {
    return Map.of(
        "ruleId",
        item.control(),
        "level",
        level(item.severity()),
        "message",
        Map.of("text", item.evidence() + " (" + item.resource() + ")"),
        "locations",
        List.of(
            Map.of(
                "logicalLocations",
                List.of(Map.of("fullyQualifiedName", item.resource(), "kind", "resource")))),
        "partialFingerprints",
        Map.of("finding/v1", item.control() + "|" + item.resource() + "|" + item.subject()),
        "suppressions",
        item.decision().equals("exempt")
            ? List.of(Map.of("kind", "external", "justification", item.reason()))
            : List.of());
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  /// The scale of CVSS, by which GitHub sorts.
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.0";
      case LOW -> "2.0";
    };
  }
}

package dev.auroraguardrails.sweeper.report;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One Compliance Finding (class 2003) of OCSF 1.4 a line.
/// https://schema.ocsf.io/1.4.0/classes/compliance_finding
final class OcsfReport {
  private OcsfReport() {}

  static String of(Report report) {
    return report.findings().stream()
        .map(item -> Json.write(finding(report, item)) + "\n")
        .collect(Collectors.joining());
  }

  private static Map<String, Object> finding(Report report, Report.Item item) {
    boolean exempt = item.decision().equals("exempt");
    var finding = new LinkedHashMap<String, Object>();
    finding.put("class_uid", 2003);
    finding.put("category_uid", 2);
    finding.put("activity_id", 1);
    finding.put("type_uid", 200301);
    finding.put("time", report.at().toEpochMilli());
    finding.put("severity_id", severity(item.severity()));
    finding.put("status_id", exempt ? 3 : 1);
    finding.put("message", item.evidence());
    finding.put(
        "metadata",
        Map.of(
            "version",
            "1.4.0",
            "product",
            Map.of("name", "Aurora Guardrails", "vendor_name", "Aurora Guardrails")));
    finding.put(
        "cloud",
        Map.of(
            "provider",
            "AWS",
            "region",
            report.region(),
            "account",
            Map.of("uid", report.account())));
    finding.put(
        "compliance",
        Map.of(
            "control",
            item.control(),
            "status_id",
            exempt ? 99 : 3,
            "standards",
            item.mappings(),
            "requirements",
            List.of(item.title())));
    finding.put(
        "finding_info",
        Map.of(
            "uid",
            item.control() + "|" + item.resource() + "|" + item.subject(),
            "title",
            item.title(),
            "desc",
            item.evidence()));
    finding.put("resources", List.of(Map.of("uid", item.resource(), "region", report.region())));
    finding.put("remediation", Map.of("desc", String.join("\n", item.fix())));
    return finding;
  }

  private static int severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 5;
      case HIGH -> 4;
      case MEDIUM -> 3;
      case LOW -> 2;
    };
  }
}

package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Exemption;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Report;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A report in a few lines, for the topic: text for e-mail subscriptions, JSON for all others.
final class Summary {
  private static final String SCHEMA = "aurora-guardrails/sweep/1";
  private static final int SHOWN = 20;

  private Summary() {}

  /// @return one line of at most 100 printable ASCII characters, as SNS asks
  static String subject(Report report) {
    return "[sweep] %s in %s: %s"
        .formatted(report.account(), report.region(), counts(report).toString())
        .replaceAll("[{}]", "")
        .replaceAll("[^\\x20-\\x7e]", "?");
  }

  /// @return the message with `MessageStructure` json
  static String message(
      Report report, String where, Map<String, Object> answer, List<Exemption> ending) {
    return Json.write(
        Map.of(
            "default", Json.write(json(answer)), "email", text(report, where) + endings(ending)));
  }

  /// @return one line for each exemption of the baseline that ends within a week
  static List<String> lines(List<Exemption> ending) {
    return ending.stream()
        .map(
            one ->
                "%s on %s ends on %s%s: %s"
                    .formatted(
                        one.control(),
                        one.pattern().orElse(one.resource()),
                        one.until(),
                        one.approver().map(who -> ", allowed by " + who).orElse(""),
                        one.reason())
                    .replaceAll("\\p{C}", "?"))
        .toList();
  }

  private static String endings(List<Exemption> ending) {
    return ending.isEmpty()
        ? ""
        : "\nExemptions that end within a week; what they allow is told or put back afterwards:\n"
            + String.join("\n", lines(ending))
            + "\n";
  }

  private static Map<String, Object> json(Map<String, Object> answer) {
    var json = new LinkedHashMap<String, Object>();
    json.put("schema", SCHEMA);
    json.putAll(answer);
    return json;
  }

  private static String text(Report report, String where) {
    String findings =
        report.findings().stream()
            .filter(item -> !item.decision().equals("exempt"))
            .limit(SHOWN)
            .map(
                item ->
                    "%-8s %-8s %s: %s"
                        .formatted(
                            item.severity(), item.control(), item.resource(), item.evidence())
                        .replaceAll("\\p{C}", "?"))
            .collect(Collectors.joining("\n"));
    return """
        %s

        %s
        %d could not be read.

        The whole report: %s
        """
        .formatted(subject(report), findings, report.unread().size(), where);
  }

  /// @return how many findings of each severity, the worst first; what is exempt is not counted
  static Map<String, Long> counts(Report report) {
    var counts = new LinkedHashMap<String, Long>();
    Arrays.stream(Severity.values())
        .forEach(
            severity ->
                counts.put(
                    severity.name().toLowerCase(java.util.Locale.ROOT),
                    report.findings().stream()
                        .filter(item -> item.severity() == severity)
                        .filter(item -> !item.decision().equals("exempt"))
                        .count()));
    return counts;
  }
}

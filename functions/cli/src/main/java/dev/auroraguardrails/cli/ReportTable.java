package dev.auroraguardrails.cli;

import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Report.Item;
import dev.auroraguardrails.sweep.Report.Level;
import dev.auroraguardrails.sweep.Trend;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/// A report for a terminal: levels, findings, what could not be read, and a last line that sums up.
final class ReportTable {
  private final StringBuilder text = new StringBuilder();
  private final boolean coloured;

  private ReportTable(boolean coloured) {
    this.coloured = coloured;
  }

  /// @param toTerminal whether it goes to standard output; colours only if that is a terminal
  static String of(Report report, boolean toTerminal) {
    var table = new ReportTable(toTerminal && Terminal.isInteractive());
    table.head(report);
    report.findings().forEach(table::finding);
    table.unread(report);
    report.trend().ifPresent(trend -> table.trend(trend, report.score()));
    table.sum(report);
    return table.text.toString();
  }

  private void head(Report report) {
    line(
        "Aurora posture of %s in %s, held against '%s'"
            .formatted(report.account(), report.region(), report.baseline()));
    line("");
    report.levels().forEach(this::level);
    line("");
  }

  private void level(Level level) {
    int full = level.score() / 5;
    line(
        "  %-11s %s%s %3d%%  %d of %d checks"
            .formatted(
                level.title(),
                "█".repeat(full),
                "·".repeat(20 - full),
                level.score(),
                level.passed(),
                level.checks()));
  }

  private void finding(Item item) {
    boolean exempt = item.decision().equals("exempt");
    String severity = exempt ? "exempt" : item.severity().name().toLowerCase(Locale.ROOT);
    line(
        "%s %-8s %s: %s"
            .formatted(
                colour(item.severity(), "%-8s".formatted(severity)),
                item.control(),
                Terminal.plain(shortName(item.resource())),
                Terminal.plain(item.evidence())));
    if (exempt) {
      line("                  " + Terminal.plain(item.reason()));
    }
    item.fix().forEach(command -> line("                  $ " + Terminal.plain(command)));
  }

  private void trend(Trend trend, int score) {
    line("");
    line(
        "Since %s: score %d, was %d; %d new, %d %s"
            .formatted(
                trend.at(),
                score,
                trend.score(),
                trend.fresh().size(),
                trend.gone().size(),
                trend.complete() ? "gone" : "gone or out of sight"));
    trend.fresh().forEach(found -> line("  new   " + said(found)));
    trend.gone().forEach(found -> line("  gone  " + said(found)));
  }

  private static String said(Trend.Found found) {
    return Terminal.plain(
        "%-8s %s: %s".formatted(found.control(), shortName(found.resource()), found.evidence()));
  }

  private void unread(Report report) {
    report
        .unread()
        .forEach(
            missing ->
                line(
                    "not read          %s: %s"
                        .formatted(missing.what(), Terminal.plain(missing.why()))));
  }

  private void sum(Report report) {
    String counts =
        Arrays.stream(Severity.values())
            .map(severity -> count(report, severity))
            .filter(words -> !words.startsWith("0 "))
            .collect(Collectors.joining(", "));
    line("");
    line(
        (counts.isEmpty() ? "Nothing violates the baseline." : "Findings: " + counts + ".")
            + (report.unread().isEmpty()
                ? ""
                : " %d could not be read and are not judged.".formatted(report.unread().size())));
  }

  private static String count(Report report, Severity severity) {
    long count =
        report.findings().stream()
            .filter(item -> item.severity() == severity && !item.decision().equals("exempt"))
            .count();
    return count + " " + severity.name().toLowerCase(Locale.ROOT);
  }

  private static String shortName(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private String colour(Severity severity, String word) {
    if (!coloured) {
      return word;
    }
    String style =
        switch (severity) {
          case CRITICAL -> "bold,red";
          case HIGH -> "red";
          case MEDIUM -> "yellow";
          case LOW -> "blue";
        };
    return Ansi.ON.string("@|" + style + " " + word + "|@");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}

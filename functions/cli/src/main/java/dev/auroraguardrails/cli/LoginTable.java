package dev.auroraguardrails.cli;

import dev.auroraguardrails.login.LoginFinding;
import dev.auroraguardrails.login.LoginReport;
import java.util.List;
import java.util.Locale;

/// What an audit of logins says, for a terminal. Names come out of databases, so what would move a
/// terminal's cursor is shown as a question mark.
final class LoginTable {
  private static final String IN_JSON =
      "a name holds characters that are not shown here; --output json has the SQL";

  private LoginTable() {}

  static String of(List<LoginReport> reports) {
    var text = new StringBuilder();
    reports.forEach(report -> cluster(text, report));
    int findings = reports.stream().mapToInt(report -> report.findings().size()).sum();
    long partial = reports.stream().filter(LoginReport::isPartial).count();
    line(
        text,
        "%d clusters, %d findings; %d clusters not read, or not in full"
            .formatted(reports.size(), findings, partial));
    return text.toString();
  }

  private static void cluster(StringBuilder text, LoginReport report) {
    line(text, report.cluster());
    report.skipped().ifPresent(reason -> line(text, "  skipped: " + reason));
    report.findings().forEach(finding -> finding(text, finding));
    line(text, "");
  }

  private static void finding(StringBuilder text, LoginFinding finding) {
    line(
        text,
        "  %-8s %s %s%s: %s: %s"
            .formatted(
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.control(),
                finding.check(),
                finding.database().map(name -> " in " + name).orElse(""),
                finding.subject(),
                finding.evidence()));
    finding.advice().ifPresent(sql -> line(text, "           " + (isPlain(sql) ? sql : IN_JSON)));
  }

  /// SQL that is not shown as it is would name somebody else.
  private static boolean isPlain(String sql) {
    return Terminal.plain(sql).equals(sql);
  }

  private static void line(StringBuilder text, String line) {
    text.append(Terminal.plain(line)).append('\n');
  }
}

package dev.auroraguardrails.cli;

import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.replay.ReplayReport;
import dev.auroraguardrails.replay.Tally.Line;
import dev.auroraguardrails.replay.Would;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A replay for a terminal.
final class ReplayTable {
  private static final int SHOWN = 15;
  private static final Map<String, String> TITLES =
      Controls.ALL.stream()
          .map(Controls::infoOf)
          .collect(Collectors.toMap(info -> info.id(), info -> info.title()));

  private final StringBuilder text = new StringBuilder();

  private ReplayTable() {}

  static String of(ReplayReport report) {
    var table = new ReplayTable();
    table.head(report);
    table.counts("By control", report.byControl(), id -> id + " " + TITLES.getOrDefault(id, ""));
    table.counts("By principal", report.byPrincipal(), name -> name);
    table.counts("By week", report.byWeek(), name -> name);
    table.list("Most frequent sources of alerts", report.alertSources());
    table.list("What decisions hang on, and no record tells", report.provided());
    table.list("What could not be judged without state", report.unjudged());
    table.tail(report);
    return table.text.toString();
  }

  private void head(ReplayReport report) {
    var calls = report.calls();
    line("What the guard would have done, by the baseline '%s'".formatted(report.baseline()));
    line("");
    if (!report.from().isEmpty()) {
      line("  %s to %s".formatted(report.from(), report.to()));
    }
    line("  %,12d records in %,d files".formatted(calls.records(), calls.files()));
    line(
        "  %,12d calls that a control would have looked at, in %d accounts and %d Regions"
            .formatted(calls.lookedAt(), report.accounts().size(), report.regions().size()));
    line(
        "  %,12d such calls that AWS refused or that failed, %,d repeated records, %,d unreadable"
            .formatted(calls.notSucceeded(), calls.repeated(), calls.unreadable()));
  }

  private void counts(String title, List<Line> lines, UnaryOperator<String> named) {
    if (lines.isEmpty()) {
      return;
    }
    line("");
    line(
        "%-50s %8s %8s %8s   %8s %8s %8s   %8s"
            .formatted(
                title, "reverts", "alerts", "exempt", "perhaps", "perhaps", "perhaps", "unknown"));
    lines.stream()
        .limit(title.equals("By principal") ? SHOWN : Integer.MAX_VALUE)
        .forEach(
            line ->
                line(
                    "  %-48s %8d %8d %8d   %8d %8d %8d   %8d"
                        .formatted(
                            cut(named.apply(line.name())),
                            line.of(Would.REVERT),
                            line.of(Would.ALERT),
                            line.of(Would.EXEMPT),
                            line.of(Would.PERHAPS_REVERT),
                            line.of(Would.PERHAPS_ALERT),
                            line.of(Would.PERHAPS_EXEMPT),
                            line.of(Would.UNKNOWN))));
    more(title.equals("By principal") ? lines.size() - SHOWN : 0);
  }

  private void list(String title, List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    line("");
    line(title);
    lines.stream()
        .limit(SHOWN)
        .forEach(line -> line("  %8d  %s".formatted(line.all(), line.name())));
    more(lines.size() - SHOWN);
  }

  private void more(int count) {
    if (count > 0) {
      line("  … and %d more; --json has them".formatted(count));
    }
  }

  private void tail(ReplayReport report) {
    line("");
    var busiest = report.busiest();
    if (busiest.reverts() > 0) {
      line(
          "The most reverts within %d minutes: %d, from %s%s"
              .formatted(
                  busiest.minutes(),
                  busiest.reverts(),
                  busiest.from(),
                  busiest.limit() > 0 && busiest.reverts() > busiest.limit()
                      ? "; the account's brake would have engaged at more than " + busiest.limit()
                      : ""));
    }
    report.unread().forEach(one -> line("not read: %s: %s".formatted(one.file(), one.why())));
    long hidden = report.calls().filesUnread() - report.unread().size();
    if (hidden > 0) {
      line("not read: %d files more".formatted(hidden));
    }
    line(
        "Replayed without memory and brakes. 'perhaps' hangs on what no record tells; 'unknown'"
            + " was looked at and could not be judged.");
  }

  private static String cut(String name) {
    String plain = Terminal.plain(name);
    return plain.length() <= 48 ? plain : plain.substring(0, 47) + "…";
  }

  private void line(String line) {
    text.append(Terminal.plain(line)).append('\n');
  }
}

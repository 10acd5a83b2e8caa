package dev.auroraguardrails.sweeper.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Report.Level;
import dev.auroraguardrails.sweep.Trend;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One self-contained page. Mustache escapes every value; the page's policy lets nothing load.
final class HtmlReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HtmlReport() {}

  static String of(Report report) {
    var view = new LinkedHashMap<String, Object>();
    view.put("account", report.account());
    view.put("region", report.region());
    view.put("at", TIME.format(report.at()));
    view.put("id", report.id());
    view.put("baseline", report.baseline());
    view.put("score", report.score());
    view.put("grade", grade(report.score()));
    view.put("read", report.read().entrySet().stream().map(HtmlReport::read).toList());
    view.put(
        "levels", report.levels().stream().map(level -> level(level, report.trend())).toList());
    view.put("severities", severities(report));
    view.put("findings", findings(report, false));
    view.put("exempt", findings(report, true));
    view.put("hasExempt", !findings(report, true).isEmpty());
    view.put("clean", findings(report, false).isEmpty());
    view.put("reach", report.reach().stream().map(ReachPicture::of).toList());
    view.put("unread", report.unread());
    view.put("hasUnread", !report.unread().isEmpty());
    view.put("version", Report.SCHEMA);
    report.trend().ifPresent(trend -> view.put("trend", trend(trend, report)));
    view.put("hasTrend", report.trend().isPresent());
    return template().execute(view);
  }

  private static Template template() {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.html"))) {
      return Mustache.compiler()
          .escapeHTML(true)
          .compile(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException("report.html in the jar", broken);
    }
  }

  private static String grade(int score) {
    return score == 100 ? "good" : score >= 80 ? "fair" : "poor";
  }

  private static Map<String, Object> read(Map.Entry<String, Integer> kind) {
    String words = kind.getKey().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    String name = words.replaceFirst("^db ", "DB ").replaceFirst("^iam ", "IAM ");
    return Map.of("count", kind.getValue(), "kind", kind.getValue() == 1 ? name : name + "s");
  }

  private static Map<String, Object> level(Level level, Optional<Trend> trend) {
    String change =
        trend
            .map(before -> before.levels().get(level.level()))
            .map(before -> change(before, level.score()))
            .orElse("");
    return Map.of(
        "change", change,
        "hasChange", !change.isEmpty(),
        "level", level.level(),
        "title", level.title(),
        "score", level.score(),
        "grade", grade(level.score()),
        "passed", level.passed(),
        "checks", level.checks());
  }

  private static Map<String, Object> trend(Trend trend, Report now) {
    return Map.of(
        "against", trend.against(),
        "at", TIME.format(trend.at()),
        "change", change(trend.score(), now.score()),
        "fresh", trend.fresh(),
        "freshCount", trend.fresh().size(),
        "hasFresh", !trend.fresh().isEmpty(),
        "gone", trend.gone(),
        "goneCount", trend.gone().size(),
        "hasChanges", !trend.fresh().isEmpty() || !trend.gone().isEmpty(),
        "goneIs", trend.complete() ? "gone" : "gone, or could not be read");
  }

  /// @return `+5`, `−3`, or `as before`
  private static String change(int before, int now) {
    return now == before ? "as before" : now > before ? "+" + (now - before) : "−" + (before - now);
  }

  private static List<Map<String, Object>> severities(Report report) {
    return Arrays.stream(Severity.values())
        .map(
            severity -> {
              long count =
                  report.findings().stream()
                      .filter(item -> item.severity() == severity && !isExempt(item))
                      .count();
              return Map.<String, Object>of("name", name(severity), "count", count);
            })
        .toList();
  }

  private static List<Map<String, Object>> findings(Report report, boolean exempt) {
    return report.findings().stream()
        .filter(item -> isExempt(item) == exempt)
        .map(HtmlReport::finding)
        .toList();
  }

  private static Map<String, Object> finding(Report.Item item) {
    var view = new LinkedHashMap<String, Object>();
    view.put("severity", name(item.severity()));
    view.put("control", item.control());
    view.put("title", item.title());
    view.put("resource", item.resource());
    view.put("evidence", item.evidence());
    view.put("decision", item.decision());
    view.put("reason", item.reason());
    view.put("drift", item.drift());
    view.put("fix", String.join("\n", item.fix()));
    view.put("hasFix", !item.fix().isEmpty());
    view.put("mappings", item.mappings());
    return view;
  }

  private static boolean isExempt(Report.Item item) {
    return item.decision().equals("exempt");
  }

  private static String name(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}

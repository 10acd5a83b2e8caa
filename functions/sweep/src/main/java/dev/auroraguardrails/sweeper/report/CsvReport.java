package dev.auroraguardrails.sweeper.report;

import dev.auroraguardrails.sweep.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// One line a finding, by RFC 4180. A cell that a spreadsheet would take for a formula gets an
/// apostrophe first: names and descriptions are other people's text.
final class CsvReport {
  private CsvReport() {}

  static String of(Report report) {
    var text = new StringBuilder();
    try (var csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(
          "severity",
          "control",
          "title",
          "resource",
          "subject",
          "evidence",
          "decision",
          "reason",
          "fix",
          "mappings");
      for (Report.Item item : report.findings()) {
        csv.printRecord(
            List.of(
                item.severity(),
                item.control(),
                plain(item.title()),
                plain(item.resource()),
                plain(item.subject()),
                plain(item.evidence()),
                item.decision(),
                plain(item.reason()),
                plain(String.join("\n", item.fix())),
                plain(String.join("; ", item.mappings()))));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string takes every text", impossible);
    }
    return text.toString();
  }

  private static String plain(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}

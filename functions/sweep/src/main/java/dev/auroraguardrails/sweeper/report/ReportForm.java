package dev.auroraguardrails.sweeper.report;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.sweep.Report;

/// The forms that a report can be written in.
public enum ReportForm {
  JSON,
  HTML,
  CSV,
  SARIF,
  OCSF;

  /// @return the whole text; lines end with a newline
  public String write(Report report) {
    return switch (this) {
      case JSON -> Json.write(report) + "\n";
      case HTML -> HtmlReport.of(report);
      case CSV -> CsvReport.of(report);
      case SARIF -> SarifReport.of(report);
      case OCSF -> OcsfReport.of(report);
    };
  }
}

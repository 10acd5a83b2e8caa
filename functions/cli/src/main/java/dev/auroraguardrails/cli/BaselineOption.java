package dev.auroraguardrails.cli;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.BaselineFile;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.baseline.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option that says what the account is held against.
final class BaselineOption {
  @Option(
      names = "--baseline",
      paramLabel = "FILE|observe|recommended",
      description = "what to hold the account against; default: recommended")
  private String baseline = "";

  /// @throws BadBaseline naming the mistake and its line, or the presets there are
  Baseline read() throws IOException, BadBaseline {
    if (baseline.isEmpty()) {
      System.err.println("guardrails: no --baseline given, so the preset 'recommended' is used");
      return Presets.named(Presets.RECOMMENDED);
    }
    Path file = Path.of(baseline);
    if (!Files.exists(file)) {
      return Presets.named(baseline);
    }
    try (var reader = Files.newBufferedReader(file)) {
      return BaselineFile.read(baseline, reader);
    }
  }
}

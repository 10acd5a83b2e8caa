package dev.auroraguardrails.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations as people write them: `90m`, `2h`, `1d`.
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      Duration read = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
      if (read.isPositive()) {
        return read;
      }
    } catch (DateTimeException unknown) {
      // Answered below, like a duration that is no time at all.
    }
    throw new TypeConversionException("expected a duration like 90m, 2h or 1d, got '" + text + "'");
  }
}

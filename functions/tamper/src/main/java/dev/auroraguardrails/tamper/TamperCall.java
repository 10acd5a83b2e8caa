package dev.auroraguardrails.tamper;

import dev.auroraguardrails.model.ChangeEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// A call that may blind or disarm the guard: a row of `tampering.csv`.
///
/// @param source the `eventSource`
/// @param name the operation
/// @param tampering what it would break
/// @param about what makes it the guard's business
/// @param does what it does, as a clause
record TamperCall(String source, String name, Tampering tampering, About about, String does) {

  /// What makes a call the guard's business.
  enum About {
    /// A part of the guard is named in the request or the response.
    OWN,
    /// Always: what it stops, the guard sees by.
    ANY,
    /// A parameter below the guard's path is named.
    SETTING,
    /// A tag key that is reserved for the guard is named.
    TAG
  }

  static final List<TamperCall> ALL = load();

  static Optional<TamperCall> of(ChangeEvent event) {
    return ALL.stream()
        .filter(row -> row.source.equals(event.source()) && row.name.equals(event.name()))
        .findFirst();
  }

  private static List<TamperCall> load() {
    try (var in =
            Objects.requireNonNull(
                TamperCall.class.getResourceAsStream("tampering.csv"), "tampering.csv");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(TamperCall::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("tampering.csv", e);
    }
  }

  private static TamperCall row(String line) {
    String[] cells = line.split(",", 5);
    if (cells.length != 5) {
      throw new IllegalStateException("tampering.csv: wanted 5 cells, got: " + line);
    }
    return new TamperCall(
        cells[0] + ".amazonaws.com",
        cells[1],
        Tampering.of(cells[2]),
        About.valueOf(cells[3].toUpperCase(Locale.ROOT)),
        cells[4]);
  }
}

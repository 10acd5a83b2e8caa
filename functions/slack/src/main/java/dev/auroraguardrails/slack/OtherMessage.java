package dev.auroraguardrails.slack;

import java.util.ArrayList;
import java.util.List;

/// Whatever else came by the topic, word for word.
final class OtherMessage {
  private static final int LINE = 700;

  private OtherMessage() {}

  static Message of(Incoming.Other other) {
    String subject = other.subject().isBlank() ? "A message on the topic" : other.subject();
    List<String> lines =
        other
            .text()
            .lines()
            .flatMap(line -> line.isBlank() ? List.of(line).stream() : pieces(line).stream())
            .toList();
    return new Parts().header(subject).code("As it came", lines).message(subject, true);
  }

  /// A long line in pieces, so that its beginning is shown.
  private static List<String> pieces(String line) {
    var pieces = new ArrayList<String>();
    for (int from = 0; from < line.length(); from += LINE) {
      pieces.add(line.substring(from, Math.min(line.length(), from + LINE)));
    }
    return pieces;
  }
}

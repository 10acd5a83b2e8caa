package dev.auroraguardrails.login.events;

import java.time.Instant;

/// A line as CloudWatch Logs hands it on: with more lines in it, where the database wrote a
/// statement of several.
record LogLine(String id, Instant at, String text) {
  private static final int HEAD = 2_000;
  private static final int NAME = 128;

  /// @return as much of it as what a database writes before a statement can fill
  String start() {
    return text.substring(0, Math.min(text.length(), HEAD));
  }

  /// Names are cut: who is refused may have sent any, and what is counted is kept by them.
  LogSign sign(LogSign.Kind kind, String user, String host, String command) {
    return new LogSign(kind, cut(user), cut(host), command, id, at);
  }

  private static String cut(String name) {
    return name.length() > NAME ? name.substring(0, NAME) + "…" : name;
  }
}

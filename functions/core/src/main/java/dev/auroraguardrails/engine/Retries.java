package dev.auroraguardrails.engine;

import java.time.Duration;

/// How long to wait before looking again. Each wait is a new message with a delay, never a sleep.
final class Retries {
  /// How often a change that is not visible yet is looked at again.
  static final int LOOKS = 3;

  /// After this long a revert that does not go through has failed.
  static final Duration PATIENCE = Duration.ofMinutes(60);

  private Retries() {}

  /// @param attempt 0 for the first wait
  /// @return 15 s, 60 s, then 5 min
  static Duration delay(int attempt) {
    return switch (attempt) {
      case 0 -> Duration.ofSeconds(15);
      case 1 -> Duration.ofSeconds(60);
      default -> Duration.ofMinutes(5);
    };
  }
}

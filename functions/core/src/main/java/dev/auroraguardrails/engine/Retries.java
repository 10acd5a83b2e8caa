package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.time.Instant;

/// How long to wait before looking again. Each wait is a new message with a delay, never a sleep.
final class Retries {
  /// How long a change that is not visible yet is looked at again: the first three waits. By the
  /// clock and not by attempts, since waiting for another worker's lease counts as attempts, too.
  private static final Duration LOOKS = delay(0).plus(delay(1)).plus(delay(2));

  /// After this long a revert that does not go through has failed.
  static final Duration PATIENCE = Duration.ofMinutes(60);

  private Retries() {}

  /// Tells whether what the event asked for may still become visible.
  static boolean mayLookAgain(Trigger trigger, Instant now) {
    return now.isBefore(trigger.firstSeen().plus(LOOKS));
  }

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

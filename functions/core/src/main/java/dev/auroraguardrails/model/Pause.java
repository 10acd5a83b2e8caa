package dev.auroraguardrails.model;

import java.time.Instant;
import java.util.Optional;

/// Whether people stopped the guard from putting anything back. It tells all the same.
public sealed interface Pause {

  /// @param resumed when somebody last let it go on; releases an account brake that engaged before
  record Running(Optional<Instant> resumed) implements Pause {}

  /// @param until when it ends by itself
  record Paused(String reason, String by, Instant since, Optional<Instant> until)
      implements Pause {}

  /// Nobody knows. A wrong revert is worse than a missed one, and whoever can hide the pause must
  /// not blind the guard either: it tells, and says so.
  record Unreadable(String why) implements Pause {}

  /// @return the state where nobody ever paused
  static Pause never() {
    return new Running(Optional.empty());
  }

  /// @return why nothing is put back at that time; empty when it may be
  default Optional<String> stops(Instant at) {
    return switch (this) {
      case Running running -> Optional.empty();
      case Paused paused ->
          paused.until().filter(end -> !at.isBefore(end)).isPresent()
              ? Optional.empty()
              : Optional.of(
                  "the guard is paused by %s since %s%s: %s"
                      .formatted(
                          paused.by(),
                          paused.since(),
                          paused.until().map(end -> " until " + end).orElse(""),
                          paused.reason()));
      case Unreadable unreadable ->
          Optional.of("whether the guard is paused could not be read (" + unreadable.why() + ")");
    };
  }

  /// @return when somebody last let the guard go on
  default Optional<Instant> lastResumed() {
    return this instanceof Running running ? running.resumed() : Optional.empty();
  }
}

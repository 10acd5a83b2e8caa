package dev.auroraguardrails.model;

import java.time.Instant;

/// What makes the guard look at a resource.
public sealed interface Trigger {

  /// A call that was made.
  ///
  /// @param event the call
  /// @param attempt 0 at first; one more each time that it had to wait
  /// @param firstSeen when the guard saw it first, by the guard's clock
  record Change(ChangeEvent event, int attempt, Instant firstSeen) implements Trigger {
    public Change next() {
      return new Change(event, attempt + 1, firstSeen);
    }
  }
}

package dev.auroraguardrails.model;

import java.time.Duration;

/// What came of a finding. Each is told and stored as such.
public sealed interface Outcome {

  /// Put back and seen to be back.
  ///
  /// @param pending the value is accepted but waits for the maintenance window
  record Reverted(boolean pending) implements Outcome {}

  /// Nothing was left to do.
  record AlreadyFixed(String reason) implements Outcome {}

  /// Told, not put back.
  record Alerted(String reason) implements Outcome {}

  /// Left alone by an exemption.
  record Exempted(String reason) implements Outcome {}

  /// Looked at again later.
  ///
  /// @param after how long to wait
  record Deferred(Duration after, String reason) implements Outcome {}

  /// A revert that did not work; told at once.
  record Failed(String error) implements Outcome {}

  /// @return `reverted`, `already-fixed`, `alerted`, `exempted`, `deferred` or `failed`
  default String label() {
    return switch (this) {
      case Reverted r -> "reverted";
      case AlreadyFixed a -> "already-fixed";
      case Alerted a -> "alerted";
      case Exempted e -> "exempted";
      case Deferred d -> "deferred";
      case Failed f -> "failed";
    };
  }

  /// @return the reason as a sentence fragment
  default String reason() {
    return switch (this) {
      case Reverted r ->
          r.pending() ? "accepted, waits for the maintenance window" : "seen to be back";
      case AlreadyFixed a -> a.reason();
      case Alerted a -> a.reason();
      case Exempted e -> e.reason();
      case Deferred d -> d.reason();
      case Failed f -> f.error();
    };
  }
}

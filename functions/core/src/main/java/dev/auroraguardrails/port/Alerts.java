package dev.auroraguardrails.port;

import dev.auroraguardrails.model.Alert;

/// Tells people and programs.
public interface Alerts {

  /// @param alert the alert; the same id may be published twice after a crash
  /// @throws RuntimeException when it could not be handed over; it stays due
  void publish(Alert alert);
}

package dev.auroraguardrails.port;

import dev.auroraguardrails.model.Alert;
import java.util.List;

/// Tells people and programs.
public interface Alerts {

  /// @param alert the alert; the same id may be published twice after a crash
  /// @throws RuntimeException when it could not be handed over; it stays due
  void publish(Alert alert);

  /// Publishes what one change led to, in one call where the channel has such a call.
  ///
  /// @throws RuntimeException when any could not be handed over; all stay due
  default void publish(List<Alert> alerts) {
    alerts.forEach(this::publish);
  }
}

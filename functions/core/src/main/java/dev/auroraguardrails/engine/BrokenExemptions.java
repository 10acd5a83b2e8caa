package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.TemporaryExemptions.Malformed;
import dev.auroraguardrails.port.Ledger;
import java.time.InstantSource;
import java.util.List;

/// Tells once of what was meant as an exemption and is none: whoever made it relies on it.
final class BrokenExemptions {
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;

  BrokenExemptions(Ledger ledger, Outbox outbox, InstantSource clock) {
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @param event at which they were met
  void tell(List<Malformed> malformed, ChangeEvent event) {
    for (Malformed one : malformed) {
      Alert alert = GuardAlerts.brokenExemption(one, event, clock.instant());
      ledger
          .incident(alert.alertId())
          .ifPresentOrElse(
              known -> outbox.sendIfDue(alert.alertId(), known),
              () -> outbox.end(alert.alertId(), alert));
    }
  }
}

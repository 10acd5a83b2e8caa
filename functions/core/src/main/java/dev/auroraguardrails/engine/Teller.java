package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Outcome.Alerted;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Ledger.Claim;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Tells what is not put back: at once what the event caused, once a day what stood before.
final class Teller {
  private final Ledger ledger;
  private final Outbox outbox;
  private final Exposures exposures;
  private final InstantSource clock;

  Teller(Ledger ledger, Outbox outbox, Exposures exposures, InstantSource clock) {
    this.exposures = exposures;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @param outcome why it is not put back
  /// @param daily whether it stood before the event
  record Telling(Case incident, Outcome outcome, boolean daily) {}

  /// @return empty when it was told today
  Optional<Handled> tell(Telling telling, String owner) {
    Case incident = telling.incident();
    Instant at = clock.instant();
    Outcome outcome = telling.outcome();
    Alert alert = incident.alert(outcome, at);
    if (ledger.claim(incident.id(), owner, at, at.plus(Incidents.CLAIM), alert, List.of())
        == Claim.DONE) {
      ledger.incident(incident.id()).ifPresent(known -> outbox.sendIfDue(incident.id(), known));
      return telling.daily()
          ? Optional.empty()
          : Optional.of(incident.ends(new Alerted("told before: " + outcome.reason())));
    }
    outbox.end(incident.id(), exposures.in(alert, incident));
    return Optional.of(incident.ends(outcome));
  }
}

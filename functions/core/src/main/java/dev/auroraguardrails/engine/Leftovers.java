package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Outcome.Alerted;
import dev.auroraguardrails.model.Outcome.AlreadyFixed;
import dev.auroraguardrails.model.Outcome.Exempted;
import dev.auroraguardrails.model.Outcome.Reverted;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Ledger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finishes what an earlier worker began for the same event, where the violation is gone by now and
/// so nothing else would lead to it.
final class Leftovers {
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;

  Leftovers(Ledger ledger, Outbox outbox, InstantSource clock) {
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @param incidentIds of incidents that nothing else leads to
  /// @param standing those of them whose violation still stands: what was begun is not finished,
  ///     whatever keeps it from being put back now
  List<Handled> finish(Collection<String> incidentIds, Set<String> standing, ResourceId resource) {
    List<Handled> handled = new ArrayList<>();
    for (String id : incidentIds) {
      ledger
          .incident(id)
          .filter(known -> known.done() || !standing.contains(id))
          .flatMap(known -> finish(id, known, resource))
          .ifPresent(handled::add);
    }
    return handled;
  }

  private Optional<Handled> finish(String id, Ledger.Incident known, ResourceId resource) {
    Alert alert = known.alert();
    boolean reverts = alert.decision().equals("revert");
    if (known.done()) {
      boolean due = outbox.sendIfDue(id, known);
      return reverts || due
          ? Optional.of(
              new Handled(
                  alert.control().id(),
                  resource.arn(),
                  "none",
                  new AlreadyFixed("this event was dealt with before")))
          : Optional.empty();
    }
    if (reverts) {
      ledger.reverted(alert.control().id(), resource, id, clock.instant());
    }
    outbox.end(id, alert);
    return Optional.of(
        new Handled(alert.control().id(), resource.arn(), alert.decision(), outcome(alert)));
  }

  private static Outcome outcome(Alert alert) {
    return switch (alert.decision()) {
      case "revert" -> new Reverted(false);
      case "exempt" -> new Exempted(alert.reason());
      default -> new Alerted(alert.reason());
    };
  }
}

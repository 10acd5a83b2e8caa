package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Alerts;
import dev.auroraguardrails.port.Ledger;
import java.util.List;
import java.util.Map;

/// Ends incidents and tells of them. The outcome first, then the alert, then the mark: a crash
/// between them repeats the alert under the same id, and never loses it.
public final class Outbox {
  private final Ledger ledger;
  private final Alerts alerts;

  public Outbox(Ledger ledger, Alerts alerts) {
    this.ledger = ledger;
    this.alerts = alerts;
  }

  /// @param ended the alerts, by incident id
  void end(Map<String, Alert> ended) {
    if (ended.isEmpty()) {
      return;
    }
    ended.forEach(ledger::done);
    alerts.publish(List.copyOf(ended.values()));
    ended.keySet().forEach(ledger::published);
  }

  /// Ends one incident and tells of it.
  public void end(String incidentId, Alert alert) {
    end(Map.of(incidentId, alert));
  }

  /// @return whether an alert was still due
  public boolean sendIfDue(String incidentId, Ledger.Incident known) {
    if (!known.alertDue()) {
      return false;
    }
    alerts.publish(known.alert());
    ledger.published(incidentId);
    return true;
  }
}

package dev.auroraguardrails.tamper;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.port.Alerts;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topic of all alerts, and for what is critical a second one beside it: who cuts the first is
/// told of on the second. An alert has been told when one of them took it.
final class TwoChannels implements Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(TwoChannels.class);

  private final Alerts first;
  private final Optional<Alerts> second;

  TwoChannels(Alerts first, Optional<Alerts> second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void publish(Alert alert) {
    if (second.isEmpty() || alert.control().severity() != Severity.CRITICAL) {
      first.publish(alert);
      return;
    }
    RuntimeException failed = null;
    try {
      first.publish(alert);
    } catch (RuntimeException e) {
      failed = e;
    }
    try {
      second.get().publish(alert);
    } catch (RuntimeException e) {
      if (failed != null) {
        e.addSuppressed(failed);
        throw e;
      }
      LOG.error("the second channel did not take an alert", e);
      return;
    }
    if (failed != null) {
      LOG.error("the alert topic did not take an alert; the second channel did", failed);
    }
  }
}

package dev.auroraguardrails.aws;

import dev.auroraguardrails.engine.AlertText;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Alerts;
import java.io.PrintStream;

/// Alerts as text on a stream: for the command line.
public final class StreamAlerts implements Alerts {
  private final PrintStream out;

  public StreamAlerts(PrintStream out) {
    this.out = out;
  }

  @Override
  public void publish(Alert alert) {
    out.println(AlertText.email(alert));
  }
}

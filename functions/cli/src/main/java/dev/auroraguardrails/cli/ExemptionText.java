package dev.auroraguardrails.cli;

import dev.auroraguardrails.model.TemporaryExemption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A temporary exemption for a terminal.
final class ExemptionText {
  private ExemptionText() {}

  static String line(TemporaryExemption one, Instant now) {
    return Terminal.plain(
        "%s  %-8s %s  %s %s  by %s: %s"
            .formatted(
                one.id(),
                one.control(),
                one.resource(),
                one.isInForce(now) ? "until" : "ended",
                one.until().truncatedTo(ChronoUnit.SECONDS),
                one.by(),
                one.reason()));
  }
}

package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.model.Decision;
import dev.auroraguardrails.model.Exemption;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.model.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Decides what is done about a finding. Pure.
final class Decider {
  private final Baseline baseline;

  Decider(Baseline baseline) {
    this.baseline = baseline;
  }

  /// @param notMine why the look that found it is not to put it back; empty when it is
  /// @param revertsLately how often the control was put back on this resource within the last
  ///     hour
  /// @param temporary what people allowed for a while
  Decision decide(
      Finding finding,
      Optional<String> notMine,
      int revertsLately,
      TemporaryExemptions temporary,
      Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    String arn = finding.resource().id().arn();
    String control = finding.control().id();
    Optional<Exemption> exemption =
        baseline.exemptions().stream().filter(e -> e.covers(finding, today)).findFirst();
    if (exemption.isPresent()) {
      return new Decision.Exempt(exemption.get());
    }
    Optional<TemporaryExemption> granted = temporary.covering(control, arn, now);
    if (granted.isPresent()) {
      return new Decision.ExemptForNow(granted.get());
    }
    Violation violation = finding.violation();
    if (notMine.isPresent()) {
      return new Decision.Alert(notMine.get());
    }
    if (violation.doubt().isPresent()) {
      return new Decision.Alert(violation.doubt().get());
    }
    if (violation.fix().isEmpty()) {
      return new Decision.Alert("no call can put it back");
    }
    if (baseline.mode(control) != Mode.REVERT) {
      return new Decision.Alert("the baseline only tells about " + control);
    }
    int limit = baseline.brakes().revertsPerHour();
    if (limit > 0 && revertsLately >= limit) {
      return new Decision.Alert(
          "put back %d times within an hour; stopped, so that nobody is fought"
              .formatted(revertsLately));
    }
    return new Decision.Revert(violation.fix().get());
  }
}

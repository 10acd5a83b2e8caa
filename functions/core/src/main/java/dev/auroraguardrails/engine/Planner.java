package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.engine.Teller.Telling;
import dev.auroraguardrails.model.Decision;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Alerted;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Outcome.Exempted;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.port.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Plans what is done about findings: by the baseline, and by what stops every revert: settling, a
/// pause, the account's brake.
final class Planner {
  private final Decider decider;
  private final Duration settle;
  private final BrakeOnAccount brake;
  private final Ledger ledger;
  private final Supplier<Pause> pause;
  private final Supplier<TemporaryExemptions> temporary;
  private final InstantSource clock;

  Planner(
      Baseline baseline,
      BrakeOnAccount brake,
      Ledger ledger,
      Supplier<Pause> pause,
      Supplier<TemporaryExemptions> temporary,
      InstantSource clock) {
    this.decider = new Decider(baseline);
    this.settle = Duration.ofSeconds(baseline.brakes().settleSeconds());
    this.brake = brake;
    this.ledger = ledger;
    this.pause = pause;
    this.temporary = temporary;
    this.clock = clock;
  }

  /// @param known the incidents that this message opened before
  Plan plan(Resource now, List<Finding> findings, Look look, Set<String> known) {
    List<Finding> reverts = new ArrayList<>();
    List<Telling> alerts = new ArrayList<>();
    List<Handled> rest = new ArrayList<>();
    List<Finding> spared = new ArrayList<>();
    Instant at = clock.instant();
    LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    TemporaryExemptions allowed = findings.isEmpty() ? TemporaryExemptions.NONE : temporary.get();
    for (Finding finding : findings) {
      Optional<String> notMine = look.notMine(finding, now);
      switch (decider.decide(finding, notMine, revertsLately(finding), allowed, at)) {
        case Decision.Revert revert -> reverts.add(finding);
        case Decision.Alert alert ->
            alerts.add(
                notMine.isEmpty()
                    ? new Telling(
                        Case.toTell(finding, look.event()), new Alerted(alert.reason()), false)
                    : new Telling(
                        Case.toTellDaily(finding, look.event(), today),
                        new Alerted(alert.reason()),
                        true));
        case Decision.ExemptForNow exempt -> {
          if (notMine.isEmpty()) {
            spared.add(finding);
          }
        }
        case Decision.Exempt exempt -> {
          if (notMine.isEmpty()) {
            var reason = new Exempted(exempt.exemption().reason());
            rest.add(Case.exempt(finding, look.event()).ends(reason));
          }
        }
      }
    }
    for (Case one : Case.toSpare(spared, look.event())) {
      allowed
          .covering(one.control(), one.resource().arn(), at)
          .map(by -> new Telling(one, new Exempted(by.words()), false))
          .ifPresent(alerts::add);
    }
    return stopped(new Plan(Case.toRevert(reverts, look.event()), alerts, rest), look, known);
  }

  private int revertsLately(Finding finding) {
    return ledger.revertsSince(
        finding.control().id(),
        finding.resource().id(),
        clock.instant().minus(Duration.ofHours(1)));
  }

  /// What is done already needs no leave, and is not done again.
  private Plan stopped(Plan plan, Look look, Set<String> known) {
    List<Case> reverts = new ArrayList<>();
    List<Case> fresh = new ArrayList<>();
    List<Telling> alerts = new ArrayList<>(plan.alerts());
    List<Handled> rest = new ArrayList<>(plan.rest());
    Instant at = clock.instant();
    Duration wait = Duration.between(at, look.trigger().firstSeen().plus(settle));
    for (Case one : plan.reverts()) {
      if (known.contains(one.id()) && isDone(one.id())) {
        reverts.add(one);
      } else if (wait.isPositive() && !isUrgent(one)) {
        rest.add(one.ends("none", new Deferred(wait, "it is given time to settle")));
      } else {
        fresh.add(one);
      }
    }
    Optional<String> reason = fresh.isEmpty() ? Optional.empty() : stops(fresh, look, at);
    if (reason.isEmpty()) {
      reverts.addAll(fresh);
    } else {
      fresh.stream()
          .flatMap(one -> one.findings().stream())
          .map(f -> new Telling(Case.toTell(f, look.event()), new Alerted(reason.get()), false))
          .forEach(alerts::add);
    }
    return new Plan(reverts, alerts, rest);
  }

  private boolean isDone(String incidentId) {
    return ledger.incident(incidentId).filter(Ledger.Incident::done).isPresent();
  }

  /// World exposure and public data: what is critical is put back at once.
  private static boolean isUrgent(Case one) {
    return one.findings().getFirst().control().severity() == Severity.CRITICAL;
  }

  private Optional<String> stops(List<Case> fresh, Look look, Instant at) {
    Pause state = pause.get();
    return state.stops(at).or(() -> brake.stops(fresh, look.event(), state));
  }
}

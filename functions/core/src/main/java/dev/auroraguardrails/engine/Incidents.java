package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Decision;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Outcome.Alerted;
import dev.auroraguardrails.model.Outcome.AlreadyFixed;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Outcome.Exempted;
import dev.auroraguardrails.model.Outcome.Reverted;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Alerts;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Ledger.Claim;
import dev.auroraguardrails.port.Remediator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Carries findings to their outcome: claimed before anything is done, done once, told once.
final class Incidents {
  private static final Duration CLAIM = Duration.ofSeconds(60);

  private final Decider decider;
  private final Reverter reverter;
  private final Ledger ledger;
  private final Alerts alerts;
  private final InstantSource clock;

  Incidents(
      Baseline baseline,
      Evaluator evaluator,
      Remediator remediator,
      Ledger ledger,
      Alerts alerts,
      InstantSource clock) {
    this.decider = new Decider(baseline);
    this.reverter = new Reverter(evaluator, remediator, clock);
    this.ledger = ledger;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// One control's findings on one resource that share a decision.
  private record Case(String id, List<Finding> findings, ChangeEvent event) {
    String control() {
      return findings.getFirst().control().id();
    }

    ResourceId resource() {
      return findings.getFirst().resource().id();
    }

    Handled ends(String decision, Outcome outcome) {
      return new Handled(control(), resource().arn(), decision, outcome);
    }
  }

  /// What the event asked for but the state does not show: not visible yet, or dealt with
  /// already.
  List<Handled> unseen(List<Finding> unseen, Trigger.Change change) {
    return byControl(unseen, change.event(), "revert").stream()
        .map(incident -> unseen(incident, change))
        .toList();
  }

  private Handled unseen(Case incident, Trigger.Change change) {
    Optional<Ledger.Incident> known = ledger.incident(incident.id());
    if (known.isPresent()) {
      return finish(incident.id(), incident.control(), incident.resource(), known.get());
    }
    if (Retries.mayLookAgain(change, clock.instant())) {
      return incident.ends(
          "none", new Deferred(Retries.delay(change.attempt()), "the change is not visible yet"));
    }
    return incident.ends("none", new AlreadyFixed("the state does not show the change any more"));
  }

  /// A creation names no values that the state could be held against, so what an earlier worker
  /// left open is looked up by control.
  List<Handled> leftOpen(ResourceId resource, List<Finding> standing, ChangeEvent event) {
    Set<String> controls = new TreeSet<>(Controls.lookingAt(event.name()));
    standing.forEach(f -> controls.remove(f.control().id()));
    List<Handled> handled = new ArrayList<>();
    for (String control : controls) {
      String id = AlertWriter.incidentId(event.eventId(), control, resource.arn(), "revert");
      ledger.incident(id).ifPresent(known -> handled.add(finish(id, control, resource, known)));
    }
    return handled;
  }

  /// Of an incident whose violation is gone: where it is not done, a worker made its call and ended
  /// before it could say so.
  private Handled finish(String id, String control, ResourceId resource, Ledger.Incident known) {
    if (known.done()) {
      publishIfDue(id, known);
      return new Handled(
          control, resource.arn(), "none", new AlreadyFixed("this event was dealt with before"));
    }
    ledger.reverted(control, resource, clock.instant());
    end(id, known.alert());
    return new Handled(control, resource.arn(), "revert", new Reverted(false));
  }

  List<Handled> handle(Resource now, List<Finding> findings, Trigger.Change change, String owner) {
    List<Handled> handled = new ArrayList<>();
    List<Finding> reverts = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (Finding finding : findings) {
      boolean touched = Touched.by(change.event(), now, finding.violation().subject());
      switch (decider.decide(finding, touched, revertsLately(finding), today)) {
        case Decision.Revert revert -> reverts.add(finding);
        case Decision.Alert alert ->
            tell(finding, touched, alert.reason(), change.event(), owner).ifPresent(handled::add);
        case Decision.Exempt exempt -> {
          if (touched) {
            handled.add(
                byControl(List.of(finding), change.event(), "exempt")
                    .getFirst()
                    .ends("exempt", new Exempted(exempt.exemption().reason())));
          }
        }
      }
    }
    handled.addAll(revert(now, reverts, change, owner));
    return handled;
  }

  private int revertsLately(Finding finding) {
    return ledger.revertsSince(
        finding.control().id(),
        finding.resource().id(),
        clock.instant().minus(Duration.ofHours(1)));
  }

  /// A violation that stood before is told once a day, one that the event caused at once.
  private Optional<Handled> tell(
      Finding finding, boolean touched, String reason, ChangeEvent event, String owner) {
    String arn = finding.resource().id().arn();
    String control = finding.control().id();
    String subject = finding.violation().subject();
    String id =
        touched
            ? AlertWriter.incidentId(event.eventId(), control, arn, "alert", subject)
            : AlertWriter.incidentId(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                control,
                arn,
                subject);
    Instant now = clock.instant();
    var outcome = new Alerted(reason);
    Alert alert = AlertWriter.alert(id, List.of(finding), event, "alert", outcome, now);
    if (ledger.claim(id, owner, now, now.plus(CLAIM), alert) == Claim.DONE) {
      ledger.incident(id).ifPresent(known -> publishIfDue(id, known));
      return touched
          ? Optional.of(new Handled(control, arn, "alert", new Alerted("told before: " + reason)))
          : Optional.empty();
    }
    end(id, alert);
    return Optional.of(new Handled(control, arn, "alert", outcome));
  }

  private List<Handled> revert(
      Resource now, List<Finding> findings, Trigger.Change change, String owner) {
    List<Handled> handled = new ArrayList<>();
    List<Case> mine = new ArrayList<>();
    for (Case incident : byControl(findings, change.event(), "revert")) {
      Instant at = clock.instant();
      Alert draft = alert(incident, new Reverted(false));
      if (ledger.claim(incident.id(), owner, at, at.plus(CLAIM), draft) == Claim.DONE) {
        ledger.incident(incident.id()).ifPresent(known -> publishIfDue(incident.id(), known));
        handled.add(
            incident.ends(
                "none",
                new AlreadyFixed("this event was dealt with before; a later one broke it again")));
      } else {
        mine.add(incident);
      }
    }
    if (mine.isEmpty()) {
      return handled;
    }
    var tried = reverter.attempt(now, mine.stream().flatMap(c -> c.findings().stream()).toList());
    Map<String, Alert> ended = new LinkedHashMap<>();
    for (Case incident : mine) {
      handled.add(conclude(incident, tried, change, ended));
    }
    end(ended);
    return handled;
  }

  private Handled conclude(
      Case incident, Reverter.Tried tried, Trigger.Change change, Map<String, Alert> ended) {
    Outcome outcome = reverter.outcome(incident.findings(), tried, change);
    if (outcome instanceof Deferred) {
      if (tried.isBusy()) {
        ledger.giveBack(incident.id());
      }
      return incident.ends("revert", outcome);
    }
    if (outcome instanceof Reverted) {
      ledger.reverted(incident.control(), incident.resource(), clock.instant());
    }
    ended.put(incident.id(), alert(incident, outcome));
    return incident.ends("revert", outcome);
  }

  private static List<Case> byControl(List<Finding> findings, ChangeEvent event, String decision) {
    Map<String, List<Finding>> byControl = new LinkedHashMap<>();
    findings.forEach(
        f -> byControl.computeIfAbsent(f.control().id(), id -> new ArrayList<>()).add(f));
    return byControl.entrySet().stream()
        .map(
            e ->
                new Case(
                    AlertWriter.incidentId(
                        event.eventId(),
                        e.getKey(),
                        e.getValue().getFirst().resource().id().arn(),
                        decision),
                    List.copyOf(e.getValue()),
                    event))
        .toList();
  }

  private Alert alert(Case incident, Outcome outcome) {
    return AlertWriter.alert(
        incident.id(), incident.findings(), incident.event(), "revert", outcome, clock.instant());
  }

  /// The outcome first, then the alert, then the mark: a crash between them repeats the alert
  /// under the same id, and never loses it.
  private void end(Map<String, Alert> ended) {
    if (ended.isEmpty()) {
      return;
    }
    ended.forEach(ledger::done);
    alerts.publish(List.copyOf(ended.values()));
    ended.keySet().forEach(ledger::published);
  }

  private void end(String id, Alert alert) {
    end(Map.of(id, alert));
  }

  private void publishIfDue(String id, Ledger.Incident known) {
    if (known.alertDue()) {
      alerts.publish(known.alert());
      ledger.published(id);
    }
  }
}

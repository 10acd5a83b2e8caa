package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.engine.Teller.Telling;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Decision;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Carries findings to their outcome: claimed before anything is done, done once, told once.
final class Incidents {
  static final Duration CLAIM = Duration.ofSeconds(60);

  private final Decider decider;
  private final Reverter reverter;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Leftovers leftovers;
  private final Teller teller;
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
    this.outbox = new Outbox(ledger, alerts);
    this.leftovers = new Leftovers(ledger, outbox, clock);
    this.teller = new Teller(ledger, outbox, clock);
    this.clock = clock;
  }

  /// What is to be done about the findings.
  private record Plan(List<Case> reverts, List<Telling> alerts, List<Handled> exempted) {
    Set<String> ids() {
      return Stream.concat(reverts.stream(), alerts.stream().map(Telling::incident))
          .map(Case::id)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /// @param unseen what the event asked for but the state does not show
  /// @param owner this worker, which holds the lease on the resource
  List<Handled> handle(
      Resource now,
      List<Finding> findings,
      List<Finding> unseen,
      Trigger.Change change,
      String owner) {
    Plan plan = plan(now, findings, change.event());
    Set<String> known = ledger.openedBy(message(now.id(), change));
    Set<String> left = new TreeSet<>(known);
    left.removeAll(plan.ids());
    List<Handled> handled = new ArrayList<>(leftovers.finish(left, now.id()));
    Set<String> finished = handled.stream().map(Handled::control).collect(Collectors.toSet());
    for (Case incident : Case.toRevert(unseen, change.event())) {
      if (!finished.contains(incident.control())) {
        handled.add(unseen(incident, change));
      }
    }
    if (!known.containsAll(plan.ids())) {
      ledger.opens(message(now.id(), change), plan.ids(), clock.instant());
    }
    handled.addAll(plan.exempted());
    plan.alerts().forEach(telling -> teller.tell(telling, owner).ifPresent(handled::add));
    handled.addAll(revert(now, plan.reverts(), change, owner));
    return handled;
  }

  /// Finishes what was begun for the event, when the resource is there no more.
  List<Handled> gone(ResourceId resource, Trigger.Change change) {
    return leftovers.finish(ledger.openedBy(message(resource, change)), resource);
  }

  private static String message(ResourceId resource, Trigger.Change change) {
    return change.event().eventId() + "#" + resource.arn();
  }

  private Handled unseen(Case incident, Trigger.Change change) {
    if (Retries.mayLookAgain(change, clock.instant())) {
      return incident.ends(
          "none", new Deferred(Retries.delay(change.attempt()), "the change is not visible yet"));
    }
    return incident.ends("none", new AlreadyFixed("the state does not show the change any more"));
  }

  private Plan plan(Resource now, List<Finding> findings, ChangeEvent event) {
    List<Finding> reverts = new ArrayList<>();
    List<Telling> alerts = new ArrayList<>();
    List<Handled> exempted = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (Finding finding : findings) {
      boolean touched = Touched.by(event, now, finding.violation().subject());
      switch (decider.decide(finding, touched, revertsLately(finding), today)) {
        case Decision.Revert revert -> reverts.add(finding);
        case Decision.Alert alert ->
            alerts.add(
                touched
                    ? new Telling(Case.toTell(finding, event), alert.reason(), false)
                    : new Telling(Case.toTellDaily(finding, event, today), alert.reason(), true));
        case Decision.Exempt exempt -> {
          if (touched) {
            var reason = new Exempted(exempt.exemption().reason());
            exempted.add(Case.exempt(finding, event).ends(reason));
          }
        }
      }
    }
    return new Plan(Case.toRevert(reverts, event), alerts, exempted);
  }

  private int revertsLately(Finding finding) {
    return ledger.revertsSince(
        finding.control().id(),
        finding.resource().id(),
        clock.instant().minus(Duration.ofHours(1)));
  }

  private List<Handled> revert(
      Resource now, List<Case> cases, Trigger.Change change, String owner) {
    List<Handled> handled = new ArrayList<>();
    List<Case> mine = new ArrayList<>();
    for (Case incident : cases) {
      Instant at = clock.instant();
      Alert draft = incident.alert(new Reverted(false), at);
      if (ledger.claim(incident.id(), owner, at, at.plus(CLAIM), draft) == Claim.DONE) {
        ledger.incident(incident.id()).ifPresent(known -> outbox.sendIfDue(incident.id(), known));
        var before = "this event was dealt with before; a later one broke it again";
        handled.add(incident.ends("none", new AlreadyFixed(before)));
      } else {
        mine.add(incident);
      }
    }
    if (mine.isEmpty()) {
      return handled;
    }
    var tried = reverter.attempt(now, mine.stream().flatMap(c -> c.findings().stream()).toList());
    Map<String, Alert> ended = new LinkedHashMap<>();
    mine.forEach(incident -> handled.add(conclude(incident, tried, change, ended)));
    outbox.end(ended);
    return handled;
  }

  private Handled conclude(
      Case incident, Reverter.Tried tried, Trigger.Change change, Map<String, Alert> ended) {
    Outcome outcome = reverter.outcome(incident.findings(), tried, change);
    if (outcome instanceof Deferred) {
      if (tried.isBusy()) {
        ledger.giveBack(incident.id());
      }
      return incident.ends(outcome);
    }
    if (outcome instanceof Reverted) {
      ledger.reverted(incident.control(), incident.resource(), clock.instant());
    }
    ended.put(incident.id(), incident.alert(outcome, clock.instant()));
    return incident.ends(outcome);
  }
}

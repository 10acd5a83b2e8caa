package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Outcome.AlreadyFixed;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Outcome.Reverted;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Ledger.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Carries findings to their outcome: claimed before anything is done, done once, told once.
final class Incidents {
  static final Duration CLAIM = Duration.ofSeconds(60);

  private final Planner planner;
  private final Reverter reverter;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Exposures exposures;
  private final Leftovers leftovers;
  private final Teller teller;
  private final Supplier<TemporaryExemptions> temporary;
  private final BrokenExemptions broken;
  private final InstantSource clock;

  Incidents(
      Planner planner,
      Reverter reverter,
      Ledger ledger,
      Outbox outbox,
      Exposures exposures,
      Surroundings surroundings) {
    this.exposures = exposures;
    this.planner = planner;
    this.reverter = reverter;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = surroundings.clock();
    this.leftovers = new Leftovers(ledger, outbox, clock);
    this.teller = new Teller(ledger, outbox, exposures, clock);
    this.temporary = surroundings.exemptions();
    this.broken = new BrokenExemptions(ledger, outbox, clock);
  }

  /// @param owner this worker, which holds the lease on the resource
  List<Handled> handle(Resource now, Sight sight, Look look, String owner) {
    Set<String> known = ledger.openedBy(look.message(now.id()));
    List<Finding> toDo = Echo.without(sight.standing(), known, look);
    Plan plan = planner.plan(now, toDo, look, known);
    Set<String> left = new TreeSet<>(known);
    left.removeAll(plan.ids());
    Set<String> standing =
        Case.toRevert(sight.standing(), look.event()).stream()
            .map(Case::id)
            .collect(Collectors.toSet());
    List<Handled> handled = new ArrayList<>(leftovers.finish(left, standing, now.id()));
    Set<String> finished = handled.stream().map(Handled::control).collect(Collectors.toSet());
    for (Case incident : Case.toRevert(sight.unseen(), look.event())) {
      if (!finished.contains(incident.control())) {
        handled.add(unseen(incident, sight, look));
      }
    }
    if (!known.containsAll(plan.ids())) {
      ledger.opens(look.message(now.id()), plan.ids(), clock.instant());
    }
    handled.addAll(plan.rest());
    if (!sight.standing().isEmpty()) {
      broken.tell(temporary.get().malformed(), look.event());
    }
    plan.alerts().forEach(telling -> teller.tell(telling, owner).ifPresent(handled::add));
    handled.addAll(revert(now, plan.reverts(), look, owner));
    return handled;
  }

  /// Finishes what was begun for the event, when the resource is there no more.
  List<Handled> gone(ResourceId resource, Look look) {
    return leftovers.finish(ledger.openedBy(look.message(resource)), Set.of(), resource);
  }

  private static Handled unseen(Case incident, Sight sight, Look look) {
    if (sight.mayTurnUp()) {
      Duration wait = Retries.delay(look.trigger().attempt());
      return incident.ends("none", new Deferred(wait, "the change is not visible yet"));
    }
    return incident.ends("none", new AlreadyFixed("the state does not show the change any more"));
  }

  private List<Handled> revert(Resource now, List<Case> cases, Look look, String owner) {
    List<Handled> handled = new ArrayList<>();
    List<Case> mine = new ArrayList<>();
    for (Case incident : cases) {
      Instant at = clock.instant();
      Alert draft = incident.alert(new Reverted(false), at);
      if (ledger.claim(incident.id(), owner, at, at.plus(CLAIM), draft, incident.calls())
          == Claim.DONE) {
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
    mine.forEach(incident -> handled.add(conclude(incident, tried, look, ended)));
    outbox.end(ended);
    return handled;
  }

  private Handled conclude(
      Case incident, Reverter.Tried tried, Look look, Map<String, Alert> ended) {
    Outcome outcome = reverter.outcome(incident.findings(), tried, look);
    if (outcome instanceof Deferred) {
      if (tried.isBusy()) {
        ledger.giveBack(incident.id());
      }
      return incident.ends(outcome);
    }
    if (outcome instanceof Reverted) {
      ledger.reverted(incident.control(), incident.resource(), incident.id(), clock.instant());
    }
    Alert alert = incident.alert(outcome, clock.instant());
    ended.put(incident.id(), exposures.in(alert, incident));
    return incident.ends(outcome);
  }
}

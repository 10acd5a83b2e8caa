package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.control.network.Suspects;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Alerts;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Ledger.LastGood;
import dev.auroraguardrails.port.Remediator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The way of an event through one family: read the state, judge it, put back what the event
/// broke.
public final class Guardrail {
  private static final Duration LEASE = Duration.ofSeconds(90);

  private final Family family;
  private final Baseline baseline;
  private final Inventory inventory;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final Evaluator evaluator;
  private final Incidents incidents;
  private final OwnCalls ownCalls;
  private final Callers callers;

  public Guardrail(
      Family family,
      Baseline baseline,
      Inventory inventory,
      Remediator remediator,
      Ledger ledger,
      Alerts alerts,
      Surroundings surroundings) {
    this.family = family;
    this.baseline = baseline;
    this.inventory = inventory;
    this.ledger = ledger;
    this.clock = surroundings.clock();
    this.ids = surroundings.ids();
    this.evaluator = new Evaluator(baseline);
    var outbox = new Outbox(ledger, alerts);
    var brake = new BrakeOnAccount(family, baseline.brakes(), ledger, alerts, clock);
    this.incidents =
        new Incidents(
            new Planner(
                baseline, brake, ledger, surroundings.pause(), surroundings.exemptions(), clock),
            new Reverter(evaluator, remediator, ledger, clock),
            ledger,
            outbox,
            new Exposures(inventory),
            surroundings);
    this.callers = new Callers(baseline, ledger, outbox, clock);
    this.ownCalls = new OwnCalls(surroundings.ownRole(), ledger, outbox, clock);
  }

  public Baseline baseline() {
    return baseline;
  }

  /// @param trigger one call, or what a sweep found; a call that changed nothing or that no
  ///     control of this family looks at leads to nothing
  /// @return what was decided and done, a line for each control and resource; empty when all is
  ///     well
  /// @throws RuntimeException when a read, the ledger or an alert failed: the event must come
  ///     again
  public List<Handled> handle(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change change -> change(change);
      case Trigger.Recheck recheck -> onResource(recheck.resource(), recheck);
    };
  }

  private List<Handled> change(Trigger.Change change) {
    ChangeEvent event = change.event();
    boolean mine = family.sources().contains(event.source());
    if (!mine || !event.changedSomething()) {
      return List.of();
    }
    List<Handled> handled = new ArrayList<>();
    ownCalls.judge(change).ifPresent(handled::add);
    callers.judge(change, ownCalls.isBy(event)).ifPresent(handled::add);
    if (!Controls.lookingAt(event.name()).isEmpty()) {
      for (ResourceId id : Targets.resources(event)) {
        handled.addAll(onResource(id, change));
      }
    }
    return List.copyOf(handled);
  }

  private List<Handled> onResource(ResourceId id, Trigger trigger) {
    String owner = ids.get();
    Instant now = clock.instant();
    if (!ledger.lease(id, owner, now, now.plus(LEASE))) {
      var wait = new Deferred(Duration.ofSeconds(5), "another worker is at this resource");
      return List.of(new Handled("-", id.arn(), "none", wait));
    }
    try {
      Instant asOf = clock.instant();
      Optional<Resource> read =
          apiCall(id, trigger)
              .map(Resource.class::cast)
              .or(() -> inventory.read(id, Look.parts(trigger)));
      return read.map(resource -> judge(resource, asOf, trigger, owner))
          .orElseGet(() -> notThere(id, Look.at(trigger, finding -> false, Optional.empty())));
    } finally {
      ledger.release(id, owner);
    }
  }

  private static Optional<ApiCall> apiCall(ResourceId id, Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change change -> ApiCalls.of(id, change.event());
      case Trigger.Recheck recheck -> Optional.empty();
    };
  }

  private <R extends Resource> List<Handled> judge(
      R read, Instant asOf, Trigger trigger, String owner) {
    if (!read.mayBeGuarded()) {
      return List.of();
    }
    @SuppressWarnings("unchecked")
    Optional<LastGood<R>> lastGood =
        ledger.lastGood(read.immutableId(), (Class<R>) read.getClass());
    Look look = Look.at(trigger, finding -> drifted(finding, lastGood, trigger), lastGood);
    R now = Uses.read(read, lastGood, look, inventory);
    boolean own = ownCalls.isBy(look.event());
    List<Finding> found =
        now.isGuarded() ? evaluator.evaluate(now, lastGood, look.change()) : List.of();
    List<Finding> seen = Echo.without(found, now, look, own);
    @SuppressWarnings("unchecked")
    R projected = (R) Projection.of(now, look.event());
    List<Finding> asked =
        projected.equals(now)
            ? seen
            : Echo.without(
                evaluator.evaluate(projected, lastGood, look.change()),
                projected,
                look,
                own || !now.isGuarded());
    Sight sight = Sight.of(seen, asked, Retries.mayLookAgain(trigger, clock.instant()));
    List<Handled> handled = incidents.handle(now, sight, look, owner);
    if (isWorthKeeping(now) && now.isSettled()) {
      (now instanceof PolicyHolder
              ? PrincipalMemory.of(now, projected, lastGood, sight, asked, look)
              : Memory.of(now, lastGood, seen, asked))
          .ifPresent(state -> ledger.remember(memorable(state), asOf));
    }
    return withUntilBorn(handled, now, look);
  }

  /// A cluster that is still being created is judged at once and, since its values may come later,
  /// once more when it is there; its findings are told once.
  private List<Handled> withUntilBorn(List<Handled> handled, Resource now, Look look) {
    boolean comes =
        now instanceof DbCluster cluster
            && cluster.isGuarded()
            && !cluster.status().equals(DbCluster.AVAILABLE)
            && Touched.creates(look.event())
            && clock.instant().isBefore(look.trigger().firstSeen().plus(Retries.PATIENCE));
    if (!comes) {
      return handled;
    }
    var wait = new Deferred(Retries.delay(look.trigger().attempt()), "it is still being created");
    var all = new ArrayList<>(handled);
    all.add(new Handled("-", now.id().arn(), "none", wait));
    return List.copyOf(all);
  }

  /// Whether a sweep's finding is a step away from a state that was known to be good.
  private <R extends Resource> boolean drifted(
      Finding finding, Optional<LastGood<R>> lastGood, Trigger trigger) {
    return trigger instanceof Trigger.Recheck recheck
        && recheck.findings().contains(FindingKey.of(finding))
        && lastGood
            .filter(
                good ->
                    !Sight.isAmong(
                        evaluator.evaluate(good.state(), lastGood, Optional.empty()), finding))
            .isPresent();
  }

  /// A group of which it was not asked who uses it is kept in mind where no cluster could make a
  /// finding of it: the next change may be the one that does.
  private boolean isWorthKeeping(Resource now) {
    return now.isGuarded()
        || (now instanceof SecurityGroup group && Suspects.noneIn(group, baseline));
  }

  private static Resource memorable(Resource now) {
    if (now instanceof DbCluster cluster) {
      return cluster.using(Used.NOT_ASKED);
    }
    return now instanceof SecurityGroup group ? group.withoutListEntries() : now;
  }

  /// What was just created may not be readable yet; what is gone needs no guard.
  private List<Handled> notThere(ResourceId id, Look look) {
    id.immutableId().ifPresent(ledger::forget);
    List<Handled> handled = incidents.gone(id, look);
    if (!handled.isEmpty()
        || !Touched.creates(look.event())
        || !Retries.mayLookAgain(look.trigger(), clock.instant())) {
      return handled;
    }
    var wait = new Deferred(Retries.delay(look.trigger().attempt()), "it is not readable yet");
    return List.of(new Handled("-", id.arn(), "none", wait));
  }
}

package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Resource;
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
import java.util.Set;
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

  /// @param ids gives a fresh id at each call, to know this worker's leases by
  public Guardrail(
      Family family,
      Baseline baseline,
      Inventory inventory,
      Remediator remediator,
      Ledger ledger,
      Alerts alerts,
      InstantSource clock,
      Supplier<String> ids) {
    this.family = family;
    this.baseline = baseline;
    this.inventory = inventory;
    this.ledger = ledger;
    this.clock = clock;
    this.ids = ids;
    this.evaluator = new Evaluator(baseline);
    this.incidents = new Incidents(baseline, evaluator, remediator, ledger, alerts, clock);
  }

  public Baseline baseline() {
    return baseline;
  }

  /// @param change one call; a call that changed nothing or that no control of this family
  ///     looks at leads to nothing
  /// @return what was decided and done, a line for each control and resource; empty when all is
  ///     well
  /// @throws RuntimeException when a read, the ledger or an alert failed: the event must come
  ///     again
  public List<Handled> handle(Trigger.Change change) {
    ChangeEvent event = change.event();
    boolean mine = WatchedCalls.family(event.source()).equals(family.label());
    if (!mine || Controls.lookingAt(event.name()).isEmpty()) {
      return List.of(); // The rest costs nothing.
    }
    List<Handled> handled = new ArrayList<>();
    for (ResourceId id : Targets.resources(event)) {
      handled.addAll(onResource(id, change));
    }
    return List.copyOf(handled);
  }

  private List<Handled> onResource(ResourceId id, Trigger.Change change) {
    String owner = ids.get();
    Instant now = clock.instant();
    if (!ledger.lease(id, owner, now, now.plus(LEASE))) {
      var wait = new Deferred(Duration.ofSeconds(5), "another worker is at this resource");
      return List.of(new Handled("-", id.arn(), "none", wait));
    }
    try {
      Set<String> parts = parts(change.event());
      Instant asOf = clock.instant();
      Optional<Resource> read =
          ApiCalls.of(id, change.event())
              .map(Resource.class::cast)
              .or(() -> inventory.read(id, parts));
      return read.map(resource -> judge(resource, asOf, change, owner))
          .orElseGet(() -> notThere(id, change));
    } finally {
      ledger.release(id, owner);
    }
  }

  private <R extends Resource> List<Handled> judge(
      R now, Instant asOf, Trigger.Change change, String owner) {
    ChangeEvent event = change.event();
    boolean mayBeUsedUnseen = now instanceof Resource.SecurityGroup;
    if (!now.isGuarded() && !mayBeUsedUnseen) {
      return List.of();
    }
    @SuppressWarnings("unchecked")
    Optional<LastGood<R>> lastGood = ledger.lastGood(now.immutableId(), (Class<R>) now.getClass());
    List<Finding> findings =
        now.isGuarded() ? evaluator.evaluate(now, lastGood, Optional.of(event)) : List.of();
    @SuppressWarnings("unchecked")
    R projected = (R) Projection.of(now, event);
    List<Finding> unseen =
        projected.equals(now)
            ? List.of()
            : evaluator.evaluate(projected, lastGood, Optional.of(event)).stream()
                .filter(f -> isNew(f, findings))
                .toList();
    List<Handled> handled = incidents.handle(now, findings, unseen, change, owner);
    if (findings.isEmpty() && unseen.isEmpty() && now.isGuarded() && now.isSettled()) {
      ledger.remember(now, asOf);
    }
    return handled;
  }

  private static boolean isNew(Finding projected, List<Finding> findings) {
    return findings.stream()
        .noneMatch(
            f ->
                f.control().id().equals(projected.control().id())
                    && f.violation().subject().equals(projected.violation().subject()));
  }

  /// What was just created may not be readable yet; what is gone needs no guard.
  private List<Handled> notThere(ResourceId id, Trigger.Change change) {
    ledger.forget(id.arn());
    List<Handled> handled = incidents.gone(id, change);
    if (!handled.isEmpty()
        || !Touched.creates(change.event())
        || !Retries.mayLookAgain(change, clock.instant())) {
      return handled;
    }
    var wait = new Deferred(Retries.delay(change.attempt()), "it is not readable yet");
    return List.of(new Handled("-", id.arn(), "none", wait));
  }

  private static Set<String> parts(ChangeEvent event) {
    return IamRequest.parts(event);
  }
}

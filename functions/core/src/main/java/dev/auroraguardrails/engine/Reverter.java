package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Outcome.AlreadyFixed;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Outcome.Failed;
import dev.auroraguardrails.model.Outcome.Reverted;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Ledger.LastGood;
import dev.auroraguardrails.port.Remediator;
import dev.auroraguardrails.port.Remediator.Applied;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Makes the corrective calls and says, by the state read back, what came of them.
final class Reverter {
  private final Evaluator evaluator;
  private final Remediator remediator;
  private final Ledger ledger;
  private final InstantSource clock;

  Reverter(Evaluator evaluator, Remediator remediator, Ledger ledger, InstantSource clock) {
    this.evaluator = evaluator;
    this.remediator = remediator;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// What the calls led to.
  ///
  /// @param stopped the answer that stopped them, if one did
  /// @param after the state read back; empty when the resource is gone
  record Tried(Optional<Applied> stopped, Optional<Resource> after) {
    /// Nothing was changed, because it was not the time for it.
    boolean isBusy() {
      return stopped.filter(Applied.Busy.class::isInstance).isPresent();
    }
  }

  /// Makes as few calls as AWS allows, and writes down that it was the guard who made them.
  Tried attempt(Resource now, List<Finding> findings) {
    List<Remediation> calls =
        Remediation.merged(
            findings.stream()
                .flatMap(f -> f.violation().fix().stream())
                .map(Fix::remediation)
                .toList());
    Optional<Resource> after = Optional.of(now);
    for (Remediation call : calls) {
      Applied applied = remediator.apply(call);
      if (!(applied instanceof Applied.Done done)) {
        return new Tried(Optional.of(applied), after);
      }
      done.requestIds().forEach(id -> ledger.called(id, clock.instant()));
      after = done.after().map(state -> Uses.carried(now, state));
    }
    return new Tried(Optional.empty(), after);
  }

  /// @param findings of one control, that the calls were made for
  Outcome outcome(List<Finding> findings, Tried tried, Look look) {
    if (tried.stopped().isPresent()) {
      return switch (tried.stopped().get()) {
        case Applied.Busy busy -> later(look, busy.reason());
        case Applied.Refused refused -> new Failed(refused.reason());
        case Applied.Done done -> throw new IllegalStateException("a done call does not stop");
      };
    }
    if (tried.after().isEmpty()) {
      return new AlreadyFixed("the resource is gone");
    }
    Resource after = tried.after().get();
    return stillStands(findings, after, look)
        ? later(look, "the corrective call was made but its effect is not seen yet")
        : new Reverted(waits(findings, after));
  }

  private Outcome later(Look look, String why) {
    return look.trigger().firstSeen().plus(Retries.PATIENCE).isBefore(clock.instant())
        ? new Failed("gave up after an hour: " + why)
        : new Deferred(Retries.delay(look.trigger().attempt()), why);
  }

  private boolean stillStands(List<Finding> findings, Resource after, Look look) {
    return judged(after, look).stream()
        .map(FindingKey::of)
        .anyMatch(still -> findings.stream().map(FindingKey::of).anyMatch(still::equals));
  }

  /// Some controls judge by what was before, so they have to know it here, too.
  @SuppressWarnings("unchecked")
  private <R extends Resource> List<Finding> judged(R after, Look look) {
    return evaluator.evaluate(after, (Optional<LastGood<R>>) look.lastGood(), look.change());
  }

  private static boolean waits(List<Finding> findings, Resource after) {
    return after instanceof DbCluster cluster
        && findings.stream().anyMatch(f -> waits(f.violation().subject(), cluster));
  }

  private static boolean waits(String subject, DbCluster cluster) {
    var pending = cluster.pending();
    return pending.names().contains(subject)
        || (subject.equals(Attribute.PARAMETER_GROUP)
            && cluster.members().values().stream().anyMatch(s -> !s.equals(DbCluster.IN_SYNC)))
        || pending.logTypesOn().stream().map(Attribute::logExport).anyMatch(subject::equals);
  }
}

package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.auroraguardrails.control.iam.IamRequest;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ChangeEvent.Kind;
import dev.auroraguardrails.model.ChangeEvent.Result;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// One look at one resource.
///
/// @param event the call that led to it; of a sweep a stand-in that changed nothing
/// @param drifted of a sweep: whether a finding is drift from a known good state
/// @param lastGood the last known good state of the resource, if there is one
record Look(
    Trigger trigger,
    ChangeEvent event,
    Predicate<Finding> drifted,
    Optional<? extends LastGood<?>> lastGood) {

  static Look at(
      Trigger trigger, Predicate<Finding> drifted, Optional<? extends LastGood<?>> lastGood) {
    return switch (trigger) {
      case Trigger.Change change -> new Look(trigger, change.event(), drifted, lastGood);
      case Trigger.Recheck recheck -> new Look(trigger, sweep(recheck), drifted, lastGood);
    };
  }

  /// What every redelivery of the same message has in common.
  String message(ResourceId resource) {
    return event.eventId() + "#" + resource.arn();
  }

  /// The call, for the controls: a sweep has none.
  Optional<ChangeEvent> change() {
    return trigger instanceof Trigger.Change ? Optional.of(event) : Optional.empty();
  }

  /// Why a finding is none of this look's business to put back; empty when it is.
  Optional<String> notMine(Finding finding, Resource now) {
    return switch (trigger) {
      case Trigger.Change change ->
          Touched.by(event, now, finding.violation().subject())
              ? Optional.empty()
              : Optional.of("it stood before this change, so it is not put back");
      case Trigger.Recheck recheck ->
          drifted.test(finding) || isAskedFor(finding, recheck)
              ? Optional.empty()
              : Optional.of("a sweep found it and no good state is known to go back to");
    };
  }

  private static boolean isAskedFor(Finding finding, Trigger.Recheck recheck) {
    return recheck.harden() && recheck.findings().contains(FindingKey.of(finding));
  }

  /// What within the resource has to be read in full.
  static Set<String> parts(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change change -> {
        var parts = new java.util.HashSet<>(IamRequest.parts(change.event()));
        parts.addAll(KeyRequest.parts(change.event()));
        yield parts;
      }
      case Trigger.Recheck recheck ->
          recheck.findings().stream()
              .map(key -> key.subject())
              .filter(subject -> subject.startsWith("arn:"))
              .collect(java.util.stream.Collectors.toSet());
    };
  }

  private static ChangeEvent sweep(Trigger.Recheck recheck) {
    return new ChangeEvent(
        recheck.sweepId(),
        "aurora-guardrails",
        "Recheck",
        Kind.OTHER,
        Result.OK,
        Optional.empty(),
        recheck.firstSeen(),
        recheck.resource().account(),
        recheck.resource().region(),
        new Actor("unknown", Optional.empty(), Optional.empty()),
        "",
        "",
        "",
        MissingNode.getInstance(),
        MissingNode.getInstance(),
        Map.of());
  }
}

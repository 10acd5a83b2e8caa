package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.Fingerprint;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.policy.Strangers;
import dev.auroraguardrails.policy.Surroundings;
import dev.auroraguardrails.policy.Unjudgeable;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What the controls over the policies of keys and secrets share: no stranger is let in, and the
/// policy that was good before is put back whole. Nobody knows what a policy was that the ledger
/// does not know.
///
/// @param what how the resource is called
/// @param subject the subject of a violation
/// @param actions what strangers must not be given
/// @param policy reads the policy of a state
/// @param mayBeNone whether such a resource may have no policy at all
/// @param wayBack the call that puts a policy back
record OwnPolicies<R extends Resource>(
    String what,
    String subject,
    List<String> actions,
    Function<R, Optional<String>> policy,
    boolean mayBeNone,
    BiFunction<ResourceId, Step<String>, Remediation> wayBack) {

  List<Violation> in(R now, Context<R> context) {
    Optional<String> found = policy.apply(now);
    if (found.isEmpty()) {
      return List.of();
    }
    List<String> why;
    try {
      why = Strangers.in(found.get(), actions, surroundings(now, context));
    } catch (Unjudgeable broken) {
      return List.of(
          Violation.told(
              subject,
              "the policy of %s cannot be judged: %s".formatted(what, broken.getMessage()),
              "doubt is no pass"));
    }
    return why.isEmpty()
        ? List.of()
        : List.of(
            violation(
                "the policy of %s: %s".formatted(what, String.join("; ", why)),
                found.get(),
                now,
                context));
  }

  static <R extends Resource> Surroundings surroundings(R now, Context<R> context) {
    return new Surroundings(
        Optional.of(now.id().account()),
        List.of(),
        List.of(),
        List.of(),
        context.baseline().trustedAccounts());
  }

  private Violation violation(String evidence, String found, R now, Context<R> context) {
    if (context.lastGood().isEmpty()) {
      return Violation.told(
          subject, evidence, "what the policy was before is not known, so a person decides");
    }
    Optional<String> before = policy.apply(context.lastGood().get().state());
    if (before.isEmpty() && !mayBeNone) {
      return Violation.told(
          subject, evidence, "what the policy was before was not read, so a person decides");
    }
    return Violation.fixable(
        subject,
        evidence,
        new Fix(
            wayBack.apply(now.id(), new Step<>(Optional.of(found), before.orElse(""))),
            new Restored(
                before.map(Fingerprint::of).orElse("no policy"),
                Source.LAST_KNOWN_GOOD,
                context.lastGood().map(good -> good.asOf()))));
  }
}

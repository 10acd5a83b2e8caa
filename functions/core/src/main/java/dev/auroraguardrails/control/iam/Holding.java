package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.policy.Judgement;
import java.util.List;
import java.util.Optional;

/// A document that somebody holds who is not allowed to hold much: an inline policy of a principal,
/// or a customer managed policy's version in force.
///
/// @param said how a message begins: `role/dev holds the inline policy ops`
/// @param document plain JSON
/// @param inline the inline policy; empty for a managed one
record Holding(
    PolicyHolder holder,
    String said,
    String document,
    Judgement judgement,
    Optional<InlinePolicy> inline) {

  /// @return the documents that are to be judged; none of principals that the baseline allows, nor
  ///     of a policy that only such principals have
  static List<Holding> of(PolicyHolder holder, Context<? extends PolicyHolder> context) {
    Baseline baseline = context.baseline();
    return switch (holder) {
      case IamPrincipal principal ->
          baseline.allows(principal.id())
              ? List.of()
              : principal.inline().stream()
                  .map(
                      policy ->
                          new Holding(
                              principal,
                              principal.label() + " holds the inline policy " + policy.name(),
                              policy.document(),
                              judged(policy.document(), principal, context),
                              Optional.of(policy)))
                  .toList();
      case IamPolicy policy ->
          Reached.by(policy).areAll(baseline::allows)
              ? List.of()
              : version(policy, context).stream().toList();
    };
  }

  /// @return the document of a managed policy, whoever has it; empty when it was not read
  static Optional<Holding> version(IamPolicy policy, Context<? extends PolicyHolder> context) {
    return policy
        .document()
        .map(
            document ->
                new Holding(
                    policy,
                    "the policy " + policy.id().name() + ", " + Reached.by(policy).said(),
                    document,
                    judged(document, policy, context),
                    Optional.empty()));
  }

  boolean isAbout(Theme theme) {
    return judgement.level() == Judgement.Level.VIOLATION && Theme.of(judgement) == theme;
  }

  boolean isUnjudged() {
    return judgement.level() == Judgement.Level.UNPARSEABLE;
  }

  /// @return the violation, with its way back
  Violation violation(Context<? extends PolicyHolder> context) {
    return WayBack.from(this, evidence(), context);
  }

  /// @return the violation of what cannot be judged, with its way back
  Violation doubtful(Context<? extends PolicyHolder> context) {
    return WayBack.from(
            this, said + ", which cannot be judged: " + judgement.why().getFirst(), context)
        .withDoubt("doubt is no pass, and no proof: " + WayBack.byHand(this));
  }

  String evidence() {
    return said + ": " + String.join("; ", judgement.why());
  }

  private static Judgement judged(
      String document, PolicyHolder holder, Context<? extends PolicyHolder> context) {
    return Judgement.of(document, Account.of(holder, context));
  }
}

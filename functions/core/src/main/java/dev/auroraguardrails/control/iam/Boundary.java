package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.Judgement.Level;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// What a permissions boundary leaves of a grant. A boundary can be taken away, so it turns a
/// revert
/// into an alert and never into silence.
final class Boundary {
  private Boundary() {}

  /// @param granted the sensitive actions that a policy grants on resources of any name
  /// @return why a person may decide in peace; empty where the boundary lets any of them through,
  ///     is
  ///     not known, or cannot be judged
  static Optional<String> leavesNothing(
      IamPrincipal holder, Set<String> granted, Context<? extends PolicyHolder> context) {
    return holder
        .more()
        .boundary()
        .filter(boundary -> isLimit(boundary, granted, holder, context))
        .map(b -> "its permissions boundary " + b.name() + " leaves nothing of it");
  }

  /// @return the same of a policy whose actions are not known one by one
  static Optional<String> leavesNothing(
      IamPrincipal holder, Context<? extends PolicyHolder> context) {
    return holder
        .more()
        .boundary()
        .filter(boundary -> judged(boundary, holder, context).filter(j -> isMild(j)).isPresent())
        .map(b -> "its permissions boundary " + b.name() + " leaves nothing of it");
  }

  private static boolean isLimit(
      ManagedPolicy boundary,
      Set<String> granted,
      IamPrincipal holder,
      Context<? extends PolicyHolder> context) {
    return judged(boundary, holder, context)
        .filter(
            judgement ->
                isMild(judgement)
                    || (judgement.level() == Level.VIOLATION
                        && Collections.disjoint(judgement.granted(), granted)))
        .isPresent();
  }

  private static boolean isMild(Judgement judgement) {
    return judgement.level() == Level.NONE || judgement.level() == Level.SCOPED;
  }

  private static Optional<Judgement> judged(
      ManagedPolicy boundary, IamPrincipal holder, Context<? extends PolicyHolder> context) {
    return boundary.document().map(document -> Judgement.of(document, Account.of(holder, context)));
  }
}

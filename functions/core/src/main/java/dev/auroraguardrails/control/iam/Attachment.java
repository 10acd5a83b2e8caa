package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.Optional;

/// The way back of an attached policy. An attach call succeeds although the policy was attached
/// before, so the event alone does not prove that it changed anything: the ledger does, and where
/// it
/// does not know, the baseline decides.
final class Attachment {
  private Attachment() {}

  static Violation violation(
      IamPrincipal now, ManagedPolicy policy, String evidence, Context<IamPrincipal> context) {
    Baseline baseline = context.baseline();
    Restored restored =
        context
            .lastGood()
            .map(
                good ->
                    new Restored("not attached", Source.LAST_KNOWN_GOOD, Optional.of(good.asOf())))
            .orElse(new Restored("not attached", Source.BASELINE, Optional.empty()));
    var violation =
        Violation.fixable(
            policy.arn(), evidence, new Fix(new DetachPolicy(now.id(), policy.arn()), restored));
    if (baseline.protects(now.id())) {
      return violation.withDoubt("the principal is protected: its policies are never touched");
    }
    boolean before =
        context.lastGood().map(g -> g.state().attached().containsKey(policy.arn())).orElse(false);
    if (before) {
      return violation.withDoubt("it was attached before this call");
    }
    if (context.lastGood().isEmpty() && baseline.pastUnknown() != Mode.REVERT) {
      return violation.withDoubt("whether it was attached before is unknown");
    }
    return Boundary.leavesNothing(now, context).map(violation::withDoubt).orElse(violation);
  }
}

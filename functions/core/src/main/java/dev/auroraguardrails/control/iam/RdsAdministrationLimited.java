package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.Baseline.PolicyScope;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.PolicyReach;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;

/// An attach call succeeds although the policy was attached before, so the event alone does not
/// prove that it changed anything: the ledger does, and where it does not know, the baseline
/// decides.
@About(
    id = "IAM-03",
    title = "Only allow-listed principals hold a policy that gives RDS administration",
    severity = Severity.HIGH,
    family = Family.IAM,
    calls = {"AttachRolePolicy", "AttachUserPolicy", "AttachGroupPolicy"},
    why = "Who may modify clusters can switch every other protection off.",
    limits = "What was done with the policy while it was attached stays done.",
    mappings = {
      "Security Hub IAM.1",
      "CIS AWS Database Services 2.4",
      "CIS AWS Foundations 2.15",
      "Prowler iam_aws_attached_policy_no_administrative_privileges"
    })
public final class RdsAdministrationLimited implements Control<IamPrincipal> {
  @Override
  public Class<IamPrincipal> checks() {
    return IamPrincipal.class;
  }

  @Override
  public List<Violation> check(IamPrincipal now, Context<IamPrincipal> context) {
    if (context.baseline().allows(now.id())) {
      return List.of();
    }
    return now.attached().values().stream()
        .flatMap(policy -> judged(now, policy, context).stream())
        .toList();
  }

  private static Optional<Violation> judged(
      IamPrincipal now, ManagedPolicy policy, Context<IamPrincipal> context) {
    String holder = now.id().kind().prefix() + now.id().name();
    return switch (PolicyReach.of(policy)) {
      case LITTLE -> Optional.empty();
      case UNKNOWN -> unknown(policy, holder, context);
      case RDS_ONLY ->
          Optional.of(violation(now, policy, holder + " holds RDS administration by ", context));
      case MIXED -> {
        var violation =
            violation(now, policy, holder + " holds RDS administration and more by ", context);
        yield Optional.of(
            context.baseline().revertPolicies() == PolicyScope.ANY
                ? violation
                : violation.withDoubt("the policy gives more than RDS, so a person decides"));
      }
    };
  }

  /// Of a customer's policies only the ones that the event names are read.
  private static Optional<Violation> unknown(
      ManagedPolicy policy, String holder, Context<IamPrincipal> context) {
    if (policy.document().isEmpty() && !isNamedByTheChange(policy, context)) {
      return Optional.empty();
    }
    return Optional.of(
        Violation.told(
            policy.arn(),
            holder + " holds " + policy.name() + ", which cannot be judged",
            "its document could not be read as a policy"));
  }

  private static boolean isNamedByTheChange(ManagedPolicy policy, Context<IamPrincipal> context) {
    return context
        .change()
        .map(change -> change.request().path("policyArn").asText().equals(policy.arn()))
        .orElse(true);
  }

  private static Violation violation(
      IamPrincipal now, ManagedPolicy policy, String said, Context<IamPrincipal> context) {
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
            policy.arn(),
            said + policy.name(),
            new Fix(new DetachPolicy(now.id(), policy.arn()), restored));
    if (baseline.protects(now.id())) {
      return violation.withDoubt("the principal is protected: its policies are never touched");
    }
    boolean before =
        context.lastGood().map(g -> g.state().attached().containsKey(policy.arn())).orElse(false);
    if (before) {
      return violation.withDoubt("it was attached before this call");
    }
    return context.lastGood().isEmpty() && baseline.pastUnknown() != Mode.REVERT
        ? violation.withDoubt("whether it was attached before is unknown")
        : violation;
  }
}

package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.baseline.Baseline.PolicyScope;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.PolicyReach;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// AWS's own policies are known by name, a customer's by their documents.
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
    String holder = now.label();
    return switch (PolicyReach.of(policy)) {
      case LITTLE -> Optional.empty();
      case UNKNOWN -> unknown(policy, holder, context);
      case RDS_ONLY ->
          Optional.of(violation(now, policy, holder + " holds RDS administration by ", context));
      case MIXED -> {
        var violation =
            violation(now, policy, holder + " holds RDS administration and more by ", context);
        yield Optional.of(
            context.baseline().revertPolicies() == PolicyScope.ANY || violation.doubt().isPresent()
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
    return Attachment.violation(now, policy, said + policy.name(), context);
  }
}

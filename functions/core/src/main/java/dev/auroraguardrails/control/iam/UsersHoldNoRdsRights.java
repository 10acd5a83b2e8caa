package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.Judgement.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Rights that are too broad by themselves are IAM-02's and IAM-03's.
@About(
    id = "IAM-06",
    title = "Rights over Aurora are held by roles and groups, not by users directly",
    severity = Severity.MEDIUM,
    family = Family.IAM,
    act = Act.REVERT_IF_ASKED,
    calls = {"AttachUserPolicy", "PutUserPolicy"},
    why = "What a user holds directly is in no group's review, and outlives the user's task.",
    mappings = {
      "Security Hub IAM.2",
      "CIS AWS Foundations 2.14",
      "Prowler iam_policy_attached_only_to_group_or_roles"
    })
public final class UsersHoldNoRdsRights implements Control<IamPrincipal> {
  @Override
  public Class<IamPrincipal> checks() {
    return IamPrincipal.class;
  }

  @Override
  public List<Violation> check(IamPrincipal now, Context<IamPrincipal> context) {
    if (now.id().kind() != Kind.USER || context.baseline().allows(now.id())) {
      return List.of();
    }
    return Stream.concat(
            Holding.of(now, context).stream()
                .filter(holding -> holding.judgement().level() == Level.SCOPED)
                .map(holding -> holding.violation(context)),
            now.attached().values().stream()
                .flatMap(policy -> attached(now, policy, context).stream()))
        .toList();
  }

  private static Optional<Violation> attached(
      IamPrincipal now, ManagedPolicy policy, Context<IamPrincipal> context) {
    return policy
        .document()
        .map(document -> Judgement.of(document, Account.of(now, context)))
        .filter(judgement -> judgement.level() == Level.SCOPED)
        .map(
            judgement ->
                Attachment.violation(
                    now,
                    policy,
                    "%s holds %s directly: %s"
                        .formatted(now.label(), policy.name(), String.join("; ", judgement.why())),
                    context));
  }
}

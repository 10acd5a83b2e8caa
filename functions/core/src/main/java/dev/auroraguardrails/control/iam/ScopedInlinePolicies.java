package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.policy.Judgement;
import java.util.List;
import java.util.Optional;

/// Whether the call made the policy or replaced one is not known, so a person decides.
@About(
    id = "IAM-02",
    title = "Only allow-listed principals hold an inline policy that gives too much over Aurora",
    severity = Severity.HIGH,
    family = Family.IAM,
    calls = {"PutRolePolicy", "PutUserPolicy", "PutGroupPolicy"},
    why =
        "An inline policy gives the same power as an attached one, and no list of policies shows it.",
    limits = "It is told and not put back.",
    mappings = {
      "CIS AWS Database Services 2.7",
      "Prowler iam_inline_policy_no_administrative_privileges"
    })
public final class ScopedInlinePolicies implements Control<IamPrincipal> {
  @Override
  public Class<IamPrincipal> checks() {
    return IamPrincipal.class;
  }

  @Override
  public List<Violation> check(IamPrincipal now, Context<IamPrincipal> context) {
    if (context.baseline().allows(now.id())) {
      return List.of();
    }
    return now.inline().stream().flatMap(policy -> judged(now, policy, context).stream()).toList();
  }

  private static Optional<Violation> judged(
      IamPrincipal now, InlinePolicy policy, Context<IamPrincipal> context) {
    String holder = now.id().kind().prefix() + now.id().name();
    Judgement judgement = Judgement.of(policy.document(), Account.of(now, context));
    String holds = holder + " holds the inline policy " + policy.name();
    return switch (judgement.level()) {
      case NONE, SCOPED -> Optional.empty();
      case VIOLATION ->
          Optional.of(
              Violation.told(
                  policy.name(),
                  holds + ": " + String.join("; ", judgement.why()),
                  "it may have replaced a policy of that name, so a person decides: "
                      + deletion(now, policy)));
      case UNPARSEABLE ->
          Optional.of(
              Violation.told(
                  policy.name(),
                  holds + ", which cannot be judged: " + judgement.why().getFirst(),
                  "doubt is no pass: " + deletion(now, policy)));
    };
  }

  private static String deletion(IamPrincipal now, InlinePolicy policy) {
    String kind = now.id().kind().prefix().replace("/", "");
    return "aws iam delete-%1$s-policy --%1$s-name '%2$s' --policy-name '%3$s' takes it away"
        .formatted(kind, now.id().name(), policy.name());
  }
}

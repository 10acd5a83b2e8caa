package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.policy.Judgement;
import java.util.List;
import java.util.Optional;

/// Trust is judged for every role, whatever it may do today: its policies are one call away.
@About(
    id = "IAM-07",
    title = "Trust policies let no strangers into a role",
    severity = Severity.CRITICAL,
    family = Family.IAM,
    calls = {"UpdateAssumeRolePolicy", "CreateRole"},
    why = "Whoever may assume a role has all its rights over the database, without a password.",
    limits =
        "It is told and not put back; sessions that strangers have opened last until they end.",
    mappings = {})
public final class RolesClosedToStrangers implements Control<IamPrincipal> {
  @Override
  public Class<IamPrincipal> checks() {
    return IamPrincipal.class;
  }

  @Override
  public List<Violation> check(IamPrincipal now, Context<IamPrincipal> context) {
    return now.trust().flatMap(document -> judged(now, document, context)).stream().toList();
  }

  private static Optional<Violation> judged(
      IamPrincipal now, String document, Context<IamPrincipal> context) {
    Judgement judgement = Judgement.of(document, Account.of(now, context));
    String trust = "the trust policy of role/" + now.id().name();
    String wayBack =
        "what it was before is not known, so a person decides: aws iam update-assume-role-policy"
            + " --role-name '%s' --policy-document file://earlier.json".formatted(now.id().name());
    return switch (judgement.level()) {
      case NONE, SCOPED -> Optional.empty();
      case VIOLATION ->
          Optional.of(
              Violation.told(
                  IamPrincipal.TRUST, trust + ": " + String.join("; ", judgement.why()), wayBack));
      case UNPARSEABLE ->
          Optional.of(
              Violation.told(
                  IamPrincipal.TRUST,
                  trust + " cannot be judged: " + judgement.why().getFirst(),
                  wayBack));
    };
  }
}

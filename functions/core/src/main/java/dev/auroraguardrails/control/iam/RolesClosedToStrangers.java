package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.SameDocument;
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
    act = Act.REVERT_IF_ASKED,
    limits =
        "Sessions that strangers have opened last until they end. The earlier document is put back"
            + " only with restorePolicies.",
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
    String trust = "the trust policy of " + now.label();
    return switch (judgement.level()) {
      case NONE, SCOPED -> Optional.empty();
      case VIOLATION ->
          Optional.of(
              violation(now, document, trust + ": " + String.join("; ", judgement.why()), context));
      case UNPARSEABLE ->
          Optional.of(
              Violation.told(
                  IamPrincipal.TRUST,
                  trust + " cannot be judged: " + judgement.why().getFirst(),
                  "doubt is no pass, and no proof: " + byHand(now)));
    };
  }

  private static Violation violation(
      IamPrincipal now, String document, String evidence, Context<IamPrincipal> context) {
    Optional<String> before =
        context
            .lastGood()
            .flatMap(good -> good.state().trust())
            .filter(earlier -> !SameDocument.is(earlier, document));
    if (before.isEmpty()) {
      return Violation.told(
          IamPrincipal.TRUST,
          evidence,
          "what it was before is not known, so a person decides: " + byHand(now));
    }
    return GivingBack.violation(
        IamPrincipal.TRUST,
        evidence,
        new GivePolicyBack(
            now.id(), Part.TRUST, "", new Step<>(Optional.of(document), before.get())),
        context
            .change()
            .flatMap(IamRequest::trust)
            .filter(put -> !SameDocument.is(put, document))
            .map(put -> "it was put anew since this call, and that call is judged by itself"),
        context);
  }

  private static String byHand(IamPrincipal now) {
    return "aws iam update-assume-role-policy --role-name '%s' --policy-document file://earlier.json"
        .formatted(now.id().name());
  }
}

package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// A document that gives administration as well is IAM-01's or IAM-02's.
@About(
    id = "IAM-04",
    title =
        "Policies let principals log in to databases as named users only, and as no administrator",
    severity = Severity.HIGH,
    family = Family.IAM,
    act = Act.REVERT_IF_ASKED,
    calls = {
      "PutRolePolicy",
      "PutUserPolicy",
      "PutGroupPolicy",
      "CreatePolicy",
      "CreatePolicyVersion",
      "SetDefaultPolicyVersion"
    },
    why = "rds-db:connect on every user of a cluster is a login as its administrator.",
    limits = "Sessions that were opened meanwhile last until they end; a token lasts 15 minutes.",
    mappings = {"CIS AWS Database Services 2.10"})
public final class DatabaseLoginsNamed implements Control<PolicyHolder> {
  @Override
  public Class<PolicyHolder> checks() {
    return PolicyHolder.class;
  }

  @Override
  public List<Violation> check(PolicyHolder now, Context<PolicyHolder> context) {
    return Holding.of(now, context).stream()
        .filter(holding -> holding.isAbout(Theme.LOGIN))
        .map(holding -> holding.violation(context))
        .toList();
  }
}

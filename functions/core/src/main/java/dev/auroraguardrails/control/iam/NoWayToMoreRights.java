package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// A document that gives administration as well is IAM-01's or IAM-02's.
@About(
    id = "IAM-05",
    title = "Policies open no way to more rights over Aurora",
    severity = Severity.HIGH,
    family = Family.IAM,
    act = Act.ALERT,
    calls = {
      "PutRolePolicy",
      "PutUserPolicy",
      "PutGroupPolicy",
      "CreatePolicy",
      "CreatePolicyVersion",
      "SetDefaultPolicyVersion"
    },
    why =
        "Who may pass a role to a cluster, or write policies, has what he was not given a step"
            + " later.",
    limits = "Whether a deployment needs it, only people know, so it is told.",
    mappings = {
      "CIS AWS Database Services 2.7",
      "Prowler iam_policy_allows_privilege_escalation",
      "Prowler iam_inline_policy_allows_privilege_escalation"
    })
public final class NoWayToMoreRights implements Control<PolicyHolder> {
  @Override
  public Class<PolicyHolder> checks() {
    return PolicyHolder.class;
  }

  @Override
  public List<Violation> check(PolicyHolder now, Context<PolicyHolder> context) {
    return Holding.of(now, context).stream()
        .filter(holding -> holding.isAbout(Theme.ESCALATION))
        .map(
            holding ->
                Violation.told(
                    subject(holding),
                    holding.evidence(),
                    "whether it is needed, a person decides: " + WayBack.byHand(holding)))
        .toList();
  }

  private static String subject(Holding holding) {
    return switch (holding.holder()) {
      case IamPrincipal principal -> holding.inline().orElseThrow().name();
      case IamPolicy policy -> IamPolicy.DEFAULT_VERSION;
    };
  }
}

package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.stream.Stream;

/// An edit of a policy reaches every principal that has it at once.
@About(
    id = "IAM-01",
    title = "Customer managed policies give nothing too broad over Aurora",
    severity = Severity.HIGH,
    family = Family.IAM,
    act = Act.REVERT_IF_ASKED,
    calls = {"CreatePolicy", "CreatePolicyVersion", "SetDefaultPolicyVersion"},
    why = "One new version gives all who have the policy the power over every cluster.",
    limits =
        "The earlier version is put in force again, for everyone who has the policy; the new one"
            + " stays in its list.",
    mappings = {
      "Security Hub IAM.1",
      "Security Hub IAM.21",
      "Config iam-policy-no-statements-with-full-access",
      "CIS AWS Database Services 2.7",
      "CIS AWS Foundations 2.15",
      "Prowler iam_customer_attached_policy_no_administrative_privileges"
    })
public final class ScopedManagedPolicies implements Control<IamPolicy> {
  @Override
  public Class<IamPolicy> checks() {
    return IamPolicy.class;
  }

  @Override
  public List<Violation> check(IamPolicy now, Context<IamPolicy> context) {
    return Stream.concat(
            now.document().isEmpty() ? Stream.of(unread(now)) : Stream.empty(),
            Holding.of(now, context).stream()
                .flatMap(
                    holding -> {
                      if (holding.isUnjudged()) {
                        return Stream.of(holding.doubtful(context));
                      }
                      return holding.isAbout(Theme.ADMINISTRATION)
                          ? Stream.of(holding.violation(context))
                          : Stream.empty();
                    }))
        .toList();
  }

  private static Violation unread(IamPolicy now) {
    return Violation.told(
        IamPolicy.DEFAULT_VERSION,
        "the policy " + now.id().name() + " cannot be judged",
        "the document of " + now.defaultVersion() + " could not be read");
  }
}

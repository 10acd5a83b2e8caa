package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.baseline.Baseline.PolicyScope;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.policy.Policy;
import dev.auroraguardrails.policy.Statement.Effect;
import dev.auroraguardrails.policy.Unjudgeable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Whether the call made the policy or replaced one, the ledger knows or nobody.
@About(
    id = "IAM-02",
    title = "Only allow-listed principals hold an inline policy that gives too much over Aurora",
    severity = Severity.HIGH,
    family = Family.IAM,
    // What was just created is known to have none.
    calls = {
      "PutRolePolicy",
      "PutUserPolicy",
      "PutGroupPolicy",
      "CreateRole",
      "CreateUser",
      "CreateGroup"
    },
    why =
        "An inline policy gives the same power as an attached one, and no list of policies shows it.",
    limits =
        "Of documents that give more than RDS, and of those that replaced one, a person decides,"
            + " unless the baseline says otherwise.",
    mappings = {
      "CIS AWS Database Services 2.7",
      "Prowler iam_inline_policy_no_administrative_privileges"
    })
public final class ScopedInlinePolicies implements Control<IamPrincipal> {
  private static final Set<String> RDS = Set.of("rds", "rds-db", "rds-data");

  @Override
  public Class<IamPrincipal> checks() {
    return IamPrincipal.class;
  }

  @Override
  public List<Violation> check(IamPrincipal now, Context<IamPrincipal> context) {
    return Holding.of(now, context).stream()
        .flatMap(
            holding -> {
              if (holding.isUnjudged()) {
                return Stream.of(holding.doubtful(context));
              }
              return holding.isAbout(Theme.ADMINISTRATION)
                  ? Stream.of(scoped(holding, context))
                  : Stream.empty();
            })
        .toList();
  }

  private static Violation scoped(Holding holding, Context<IamPrincipal> context) {
    Violation violation = holding.violation(context);
    return violation.doubt().isPresent()
            || context.baseline().iam().inlinePolicies() == PolicyScope.ANY
            || isOnlyAboutRds(holding.document())
        ? violation
        : violation.withDoubt("it gives more than RDS, so a person decides");
  }

  private static boolean isOnlyAboutRds(String document) {
    try {
      return Policy.parse(document).statements().stream()
          .filter(statement -> statement.effect() == Effect.ALLOW)
          .allMatch(statement -> statement.isPlainlyAbout(RDS));
    } catch (Unjudgeable broken) {
      return false;
    }
  }
}

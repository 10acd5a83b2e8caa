package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.PutSecretPolicy;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// Deleting a policy takes nothing from strangers unless it was a Deny, so what stands afterwards
/// is judged the same.
@About(
    id = "IAM-16",
    title = "The policies of database secrets let no strangers in",
    severity = Severity.CRITICAL,
    family = Family.ADJACENT,
    calls = {"PutResourcePolicy", "DeleteResourcePolicy"},
    why = "Whoever reads the secret logs in to the database with it, from wherever it is reached.",
    limits = "What was read meanwhile stays known: rotate the secret.",
    mappings = {
      "Prowler secretsmanager_not_publicly_accessible",
      "Prowler secretsmanager_has_restrictive_resource_policy"
    })
public final class SecretsClosedToStrangers implements Control<DatabaseSecret> {
  private static final List<String> ACTIONS =
      List.of(
          "secretsmanager:GetSecretValue",
          "secretsmanager:BatchGetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecret",
          "secretsmanager:RotateSecret",
          "secretsmanager:PutResourcePolicy",
          "secretsmanager:DeleteSecret");

  @Override
  public Class<DatabaseSecret> checks() {
    return DatabaseSecret.class;
  }

  @Override
  public List<Violation> check(DatabaseSecret now, Context<DatabaseSecret> context) {
    return new OwnPolicies<DatabaseSecret>(
            now.said(),
            DatabaseSecret.POLICY,
            ACTIONS,
            DatabaseSecret::policy,
            true,
            PutSecretPolicy::new)
        .in(now, context);
  }
}

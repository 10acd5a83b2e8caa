package dev.auroraguardrails.control.login;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.ClusterChanges;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;

/// A change of IAM authentication may wait for the maintenance window, so a pending one is judged
/// like one in force.
@About(
    id = "LOGIN-01",
    title = "IAM database authentication of Aurora clusters is on",
    severity = Severity.HIGH,
    family = Family.RDS,
    on = CallSet.CLUSTER_CHANGES,
    why =
        "With it people and programs log in by short-lived tokens; without it only long-lived"
            + " passwords are left.",
    limits = "Logins by token that failed meanwhile must be tried again.",
    mappings = {
      "Security Hub RDS.12",
      "AWS Config rds-cluster-iam-authentication-enabled",
      "CIS AWS Database Services 2.10",
      "Prowler rds_cluster_iam_authentication_enabled"
    })
public final class IamDatabaseAuthenticationOn implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    Optional<Boolean> comes = now.pending().iamDatabaseAuthentication();
    Optional<Boolean> found = comes.or(now::iamDatabaseAuthentication);
    if (found.isEmpty()) {
      return List.of(
          Violation.told(
              Attribute.IAM_DATABASE_AUTHENTICATION,
              "IAM database authentication is unknown",
              "not readable"));
    }
    if (found.get()) {
      return List.of();
    }
    var fix =
        ModifyDbCluster.iamDatabaseAuthentication(
            now.id(), new Step<>(found, true), ClusterChanges.mayApplyImmediately(now, context));
    return List.of(
        Violation.fixable(
            Attribute.IAM_DATABASE_AUTHENTICATION,
            "IAM database authentication is off"
                + (comes.isPresent() ? " from the next window" : ""),
            new Fix(fix, Restored.byTheChange("on"))));
  }
}

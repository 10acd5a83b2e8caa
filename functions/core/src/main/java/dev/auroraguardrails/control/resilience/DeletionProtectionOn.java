package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
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

/// Deletion protection applies at once whatever ApplyImmediately says, so the fix never sets
/// the flag (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html).
@About(
    id = "RESIL-01",
    title = "Deletion protection of Aurora clusters is on",
    severity = Severity.HIGH,
    family = Family.RDS,
    on = CallSet.CLUSTER_CHANGES,
    why =
        "Without it one DeleteDBCluster call ends the database; switching it off is the step before"
            + " that.",
    mappings = {
      "Security Hub RDS.7",
      "AWS Config rds-cluster-deletion-protection-enabled",
      "CIS AWS Database Services 2.11",
      "Prowler rds_cluster_deletion_protection"
    })
public final class DeletionProtectionOn implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    if (now.deletionProtection().isEmpty()) {
      return List.of(
          Violation.told(
              Attribute.DELETION_PROTECTION, "deletion protection is unknown", "not readable"));
    }
    if (now.deletionProtection().get()) {
      return List.of();
    }
    var fix =
        ModifyDbCluster.deletionProtection(now.id(), new Step<>(now.deletionProtection(), true));
    return List.of(
        Violation.fixable(
            Attribute.DELETION_PROTECTION,
            "deletion protection is off",
            new Fix(fix, Restored.byTheChange("on"))));
  }
}

package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;

/// Aurora upgrades a cluster by itself only if every member allows it.
@About(
    id = "RESIL-10",
    title = "Members of Aurora clusters take minor upgrades by themselves",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    calls = {"ModifyDBInstance", "CreateDBInstance"},
    why = "Minor versions close security holes; one member that holds back holds its cluster back.",
    mappings = {
      "Security Hub RDS.13",
      "AWS Config rds-automatic-minor-version-upgrade-enabled",
      "CIS AWS Foundations 3.2.2",
      "Prowler rds_instance_minor_version_upgrade_enabled"
    })
public final class MinorVersionUpgradesOn implements Control<DbInstance> {
  @Override
  public Class<DbInstance> checks() {
    return DbInstance.class;
  }

  @Override
  public List<Violation> check(DbInstance now, Context<DbInstance> context) {
    if (now.autoMinorVersionUpgrade().isEmpty()) {
      return List.of(
          Violation.told(
              DbInstance.AUTO_MINOR_VERSION_UPGRADE,
              "whether minor upgrades are on is unknown",
              "not readable"));
    }
    if (now.autoMinorVersionUpgrade().get()) {
      return List.of();
    }
    return List.of(
        Violation.fixable(
            DbInstance.AUTO_MINOR_VERSION_UPGRADE,
            "minor upgrades of member " + now.id().name() + " are off",
            new Fix(
                ModifyDbInstance.autoMinorVersionUpgrade(
                    now.id(), new Step<>(now.autoMinorVersionUpgrade(), true)),
                Restored.byTheChange("on"))));
  }
}

package dev.auroraguardrails.control.network;

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

/// Public access is a setting of each member and not of its cluster; it changes at once.
@About(
    id = "NET-09",
    title = "Members of Aurora clusters have no public address",
    severity = Severity.CRITICAL,
    family = Family.RDS,
    calls = {"ModifyDBInstance", "CreateDBInstance"},
    why = "With a public address only the security group stands between the internet and the data.",
    limits = "Connections that came in by the public address stay up until they close.",
    mappings = {
      "Security Hub RDS.2",
      "AWS Config rds-instance-public-access-check",
      "CIS AWS Database Services 2.9",
      "CIS AWS Foundations 3.2.3",
      "Prowler rds_instance_no_public_access"
    })
public final class InstancesNotPublic implements Control<DbInstance> {
  @Override
  public Class<DbInstance> checks() {
    return DbInstance.class;
  }

  @Override
  public List<Violation> check(DbInstance now, Context<DbInstance> context) {
    String member = "member " + now.id().name() + now.cluster().map(c -> " of " + c).orElse("");
    if (now.publiclyAccessible().isEmpty()) {
      return List.of(
          Violation.told(
              DbInstance.PUBLICLY_ACCESSIBLE,
              "whether " + member + " is public is unknown",
              "not readable"));
    }
    if (!now.publiclyAccessible().get()) {
      return List.of();
    }
    return List.of(
        Violation.fixable(
            DbInstance.PUBLICLY_ACCESSIBLE,
            member + " has a public address",
            new Fix(
                ModifyDbInstance.publiclyAccessible(
                    now.id(), new Step<>(now.publiclyAccessible(), false)),
                Restored.byTheChange("not public"))));
  }
}

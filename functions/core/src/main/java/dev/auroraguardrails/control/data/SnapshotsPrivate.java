package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Set;

/// Takes only `all` off the list; accounts that a snapshot is shared with stay.
@About(
    id = "DATA-01",
    title = "Snapshots of Aurora clusters are not public",
    severity = Severity.CRITICAL,
    family = Family.RDS,
    calls = "ModifyDBClusterSnapshotAttribute",
    why = "Anybody with an AWS account can restore a public snapshot and read all that is in it.",
    limits = "Copies that others made while it was public stay theirs.",
    mappings = {
      "Security Hub RDS.1",
      "AWS Config rds-snapshots-public-prohibited",
      "Prowler rds_snapshots_public_access"
    })
public final class SnapshotsPrivate implements Control<DbClusterSnapshot> {
  @Override
  public Class<DbClusterSnapshot> checks() {
    return DbClusterSnapshot.class;
  }

  @Override
  public List<Violation> check(DbClusterSnapshot now, Context<DbClusterSnapshot> context) {
    if (!now.sharedWith().contains(DbClusterSnapshot.EVERYBODY)) {
      return List.of();
    }
    return List.of(
        Violation.fixable(
            DbClusterSnapshot.EVERYBODY,
            "any AWS account can restore this snapshot",
            new Fix(
                new UnshareDbClusterSnapshot(now.id(), Set.of(DbClusterSnapshot.EVERYBODY)),
                Restored.byTheChange("not public"))));
  }
}

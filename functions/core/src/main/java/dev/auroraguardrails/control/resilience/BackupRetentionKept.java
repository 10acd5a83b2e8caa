package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.ClusterChanges;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;

/// Goes back to what was, not merely to the minimum: the last known good retention, or the one
/// that is still in force while the cut is pending, or, where the past is unknown, the
/// baseline's floor.
@About(
    id = "RESIL-03",
    title = "Automated backups of Aurora clusters are kept long enough",
    severity = Severity.HIGH,
    family = Family.RDS,
    calls = {
      "ModifyDBCluster",
      "CreateDBCluster",
      "RestoreDBClusterFromSnapshot",
      "RestoreDBClusterToPointInTime",
      "RestoreDBClusterFromS3"
    },
    why = "The retention period is how far back a cluster can be restored; a cut purges backups.",
    limits = "Backups that were purged while the retention was shorter do not come back.",
    mappings = {
      "Security Hub RDS.50",
      "AWS Config rds-cluster-backup-retention-check",
      "CIS AWS Database Services 2.8"
    })
public final class BackupRetentionKept implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    int floor = context.baseline().minimumRetentionDays();
    Optional<Integer> comes = now.pending().backupRetentionPeriod();
    Optional<Integer> found = comes.or(now::backupRetentionPeriod);
    if (found.isEmpty()) {
      return List.of(
          Violation.told(
              Attribute.BACKUP_RETENTION_PERIOD, "backup retention is unknown", "not readable"));
    }
    if (found.get() >= floor) {
      return List.of();
    }
    String evidence =
        "backups are kept for %s%s, less than %s"
            .formatted(
                days(found.get()), comes.isPresent() ? " from the next window" : "", days(floor));
    Restored restored = restored(now, context, floor);
    int days = Integer.parseInt(restored.value().substring(0, restored.value().indexOf(' ')));
    var fix =
        ModifyDbCluster.backupRetentionPeriod(
            now.id(), new Step<>(found, days), ClusterChanges.mayApplyImmediately(now, context));
    return List.of(
        Violation.fixable(Attribute.BACKUP_RETENTION_PERIOD, evidence, new Fix(fix, restored)));
  }

  private static Restored restored(DbCluster now, Context<DbCluster> context, int floor) {
    Optional<Integer> inForce =
        now.pending().backupRetentionPeriod().isPresent()
            ? now.backupRetentionPeriod()
            : Optional.empty();
    Optional<Integer> before =
        context.lastGood().flatMap(good -> good.state().backupRetentionPeriod());
    if (inForce.orElse(0) >= Math.max(floor, before.orElse(0))) {
      return new Restored(days(inForce.orElseThrow()), Source.STILL_IN_FORCE, Optional.empty());
    }
    if (before.orElse(0) >= floor) {
      return new Restored(
          days(before.orElseThrow()),
          Source.LAST_KNOWN_GOOD,
          context.lastGood().map(good -> good.asOf()));
    }
    return new Restored(days(floor), Source.BASELINE, Optional.empty());
  }

  private static String days(int count) {
    return count == 1 ? "1 day" : count + " days";
  }
}

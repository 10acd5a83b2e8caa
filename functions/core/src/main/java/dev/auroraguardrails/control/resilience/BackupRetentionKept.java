package dev.auroraguardrails.control.resilience;

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
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.time.Instant;
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
    on = CallSet.CLUSTER_CHANGES,
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
    Past past = past(now, context, floor);
    var fix =
        ModifyDbCluster.backupRetentionPeriod(
            now.id(),
            new Step<>(found, past.days()),
            ClusterChanges.mayApplyImmediately(now, context));
    return List.of(
        Violation.fixable(
            Attribute.BACKUP_RETENTION_PERIOD, evidence, new Fix(fix, past.restored())));
  }

  /// The retention to go back to, and where it is known from.
  private record Past(int days, Source source, Optional<Instant> asOf) {
    Restored restored() {
      return new Restored(BackupRetentionKept.days(days), source, asOf);
    }
  }

  private static Past past(DbCluster now, Context<DbCluster> context, int floor) {
    int inForce =
        now.pending().backupRetentionPeriod().isPresent()
            ? now.backupRetentionPeriod().orElse(0)
            : 0;
    int before = context.lastGood().flatMap(good -> good.state().backupRetentionPeriod()).orElse(0);
    if (inForce >= Math.max(floor, before)) {
      return new Past(inForce, Source.STILL_IN_FORCE, Optional.empty());
    }
    if (before >= floor) {
      return new Past(before, Source.LAST_KNOWN_GOOD, context.lastGood().map(good -> good.asOf()));
    }
    return new Past(floor, Source.BASELINE, Optional.empty());
  }

  private static String days(int count) {
    return count == 1 ? "1 day" : count + " days";
  }
}

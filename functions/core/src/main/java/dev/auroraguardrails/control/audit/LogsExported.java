package dev.auroraguardrails.control.audit;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.ClusterChanges;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.LogExports;
import dev.auroraguardrails.model.ClusterSetting.LogTypes;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Only the types that the call switched off are switched on again. Those of them that the baseline
/// does not ask for come back, too, where they were exported before.
@About(
    id = "LOG-01",
    title = "Aurora clusters export the required logs to CloudWatch Logs",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    on = CallSet.CLUSTER_CHANGES,
    why = "Logs that stay on the cluster end with it, and whoever owns the database can edit them.",
    limits = "What was logged while the export was off stays on the cluster and is not sent later.",
    mappings = {
      "Security Hub RDS.34",
      "Security Hub RDS.37",
      "AWS Config rds-aurora-mysql-audit-logging-enabled",
      "AWS Config rds-aurora-postgresql-logs-to-cloudwatch",
      "CIS AWS Database Services 2.5",
      "Prowler rds_cluster_integration_cloudwatch_logs"
    })
public final class LogsExported implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    var missing = new TreeSet<>(context.baseline().clusters().logTypesOf(now.engine()));
    missing.removeAll(now.logTypesToCome());
    return missing.stream().map(type -> violation(type, now, context)).toList();
  }

  private static Violation violation(String type, DbCluster now, Context<DbCluster> context) {
    String when = now.pending().logTypesOff().contains(type) ? " from the next window" : "";
    return Violation.fixable(
        Attribute.logExport(type),
        "the %s log is not exported to CloudWatch Logs%s".formatted(type, when),
        new Fix(
            new ModifyDbCluster(
                now.id(),
                new LogTypes(comesBackWith(type, now, context)),
                ClusterChanges.mayApplyImmediately(now, context)),
            restored(type, context)));
  }

  private static Set<String> comesBackWith(String type, DbCluster now, Context<DbCluster> context) {
    var types = new TreeSet<String>();
    context.change().map(LogExports::disabledBy).ifPresent(types::addAll);
    types.retainAll(context.lastGood().map(good -> good.state().logTypes()).orElse(Set.of()));
    types.removeAll(now.logTypesToCome());
    types.add(type);
    return types;
  }

  private static Restored restored(String type, Context<DbCluster> context) {
    return context
        .lastGood()
        .filter(good -> good.state().logTypes().contains(type))
        .map(
            good ->
                new Restored(type + " exported", Source.LAST_KNOWN_GOOD, Optional.of(good.asOf())))
        .orElseGet(() -> new Restored(type + " exported", Source.BASELINE, Optional.empty()));
  }
}

package dev.auroraguardrails.control.audit;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RestoreMonitoring;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.List;
import java.util.Optional;

/// It goes back to the interval and the role that it had; how often is left to people, so a longer
/// interval is no violation. Of a member that never had it sweeps tell.
@About(
    id = "LOG-09",
    title = "Enhanced monitoring of members of Aurora clusters is on",
    severity = Severity.LOW,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    calls = {"ModifyDBInstance", "CreateDBInstance"},
    why = "Processes and load of the machine show what the database's own log does not.",
    mappings = {
      "Security Hub RDS.6",
      "AWS Config rds-enhanced-monitoring-enabled",
      "Prowler rds_instance_enhanced_monitoring_enabled"
    })
public final class EnhancedMonitoringKept implements Control<DbInstance> {
  @Override
  public Class<DbInstance> checks() {
    return DbInstance.class;
  }

  @Override
  public List<Violation> check(DbInstance now, Context<DbInstance> context) {
    if (isOn(now)) {
      return List.of();
    }
    Optional<LastGood<DbInstance>> good = context.lastGood().filter(known -> isOn(known.state()));
    boolean asked =
        context
            .change()
            .map(call -> call.changed().containsKey(DbInstance.MONITORING))
            .orElse(true);
    if (good.isEmpty() && !asked) {
      return List.of();
    }
    String what = "enhanced monitoring of member " + now.id().name() + " is off";
    return List.of(
        good.flatMap(known -> back(now, known))
            .map(fix -> Violation.fixable(DbInstance.MONITORING, what, fix))
            .orElseGet(
                () ->
                    Violation.told(
                        DbInstance.MONITORING, what, "its interval and role are not known")));
  }

  private static Optional<Fix> back(DbInstance now, LastGood<DbInstance> good) {
    return good.state()
        .monitoring()
        .filter(then -> then.role().isPresent())
        .map(
            then ->
                new Fix(
                    new RestoreMonitoring(now.id(), new Step<>(now.monitoring(), then)),
                    new Restored(
                        "every " + then.seconds() + " seconds",
                        Source.LAST_KNOWN_GOOD,
                        Optional.of(good.asOf()))));
  }

  private static boolean isOn(DbInstance instance) {
    return instance
        .monitoring()
        .map(Monitoring::seconds)
        .filter(seconds -> seconds > 0)
        .isPresent();
  }
}

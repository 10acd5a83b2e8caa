package dev.auroraguardrails.control.audit;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.ParameterFloor;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Both parameters are dynamic. An audit that is on and records no event is as good as none.
@About(
    id = "LOG-02",
    title = "The audit of Aurora MySQL clusters is on and records events",
    severity = Severity.HIGH,
    family = Family.RDS,
    on = CallSet.PARAMETER_CHANGES,
    why = "Without it nobody can tell who logged in and what they did; to end it is to hide.",
    limits = "What happened while the audit was off is in no log.",
    mappings = {
      "Security Hub RDS.45",
      "AWS Config aurora-mysql-cluster-audit-logging",
      "CIS AWS Database Services 2.5"
    })
public final class MysqlAuditOn implements Control<DbClusterParameterGroup> {
  private static final ParameterFloor LOGGING =
      ParameterFloor.on(Engines.AURORA_MYSQL, "server_audit_logging", "1");
  private static final ParameterFloor EVENTS =
      new ParameterFloor(
          Engines.AURORA_MYSQL,
          "server_audit_events",
          events -> !events.isBlank(),
          family -> Optional.of(""),
          "CONNECT,QUERY_DCL,QUERY_DDL");

  @Override
  public Class<DbClusterParameterGroup> checks() {
    return DbClusterParameterGroup.class;
  }

  @Override
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    return Stream.of(
            LOGGING.check(now, context, "nothing is audited"),
            EVENTS.check(now, context, "the audit records no event"))
        .flatMap(List::stream)
        .toList();
  }
}

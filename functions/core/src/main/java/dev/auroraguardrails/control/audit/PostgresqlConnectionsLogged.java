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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// From PostgreSQL 18 on `log_connections` may also be a list of aspects; one that is not empty is
/// on.
@About(
    id = "LOG-05",
    title = "Aurora PostgreSQL clusters log connections and disconnections",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    on = CallSet.PARAMETER_CHANGES,
    why = "CloudTrail knows nothing of logins to the database: only its own log does.",
    limits = "Who connected while it was off is in no log.",
    mappings = "CIS AWS Database Services 2.5")
public final class PostgresqlConnectionsLogged implements Control<DbClusterParameterGroup> {
  private static final Set<String> OFF = Set.of("", "0", "off", "false", "no");
  private static final ParameterFloor CONNECTIONS =
      new ParameterFloor(
          Engines.AURORA_POSTGRESQL,
          "log_connections",
          value -> !OFF.contains(value.toLowerCase(Locale.ROOT)),
          family -> Optional.of("0"),
          "1");
  private static final ParameterFloor DISCONNECTIONS =
      ParameterFloor.on(Engines.AURORA_POSTGRESQL, "log_disconnections", "1");

  @Override
  public Class<DbClusterParameterGroup> checks() {
    return DbClusterParameterGroup.class;
  }

  @Override
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    return Stream.of(
            CONNECTIONS.check(now, context, "logins leave no trace"),
            DISCONNECTIONS.check(now, context, "the end of a session leaves no trace"))
        .flatMap(List::stream)
        .toList();
  }
}

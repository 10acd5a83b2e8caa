package dev.auroraguardrails.control.tls;

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

/// AWS documents the default 0; later majors are said to begin with 1, which nobody should rely
/// on: from 17 on the default counts as unknown, and the value has to be set.
@About(
    id = "TLS-02",
    title = "Aurora PostgreSQL clusters take connections by TLS only",
    severity = Severity.HIGH,
    family = Family.RDS,
    on = CallSet.PARAMETER_CHANGES,
    why =
        "Without it a client that asks for no TLS sends its data and often its password in clear.",
    limits =
        "Connections that were opened without TLS stay up until they close. Where a cluster takes"
            + " the value over at a reboot only, a person has to reboot it.",
    mappings = {"CIS AWS Database Services 2.3", "Prowler rds_instance_transport_encrypted"})
public final class PostgresqlClientsUseTls implements Control<DbClusterParameterGroup> {
  private static final int DEFAULT_KNOWN_UNTIL = 16;
  private static final ParameterFloor FLOOR =
      new ParameterFloor(
          Engines.AURORA_POSTGRESQL,
          "rds.force_ssl",
          ParameterFloor::isOn,
          PostgresqlClientsUseTls::byDefault,
          "1");

  @Override
  public Class<DbClusterParameterGroup> checks() {
    return DbClusterParameterGroup.class;
  }

  @Override
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    return FLOOR.check(now, context, "clients may connect without TLS");
  }

  private static Optional<String> byDefault(String family) {
    String major = family.substring(Engines.AURORA_POSTGRESQL.length()).replaceFirst("\\..*", "");
    boolean known = major.matches("\\d{1,3}") && Integer.parseInt(major) <= DEFAULT_KNOWN_UNTIL;
    return known ? Optional.of("0") : Optional.empty();
  }
}

package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Asked;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.OptionalInt;

/// Told when the port is set and not of what stands: another port reboots all members at once.
@About(
    id = "NET-16",
    title = "Aurora clusters are not given the default port of their engine",
    severity = Severity.LOW,
    family = Family.RDS,
    act = Act.ALERT,
    on = CallSet.CLUSTER_CHANGES,
    why = "Scanners knock at the default ports first.",
    mappings = {"Security Hub RDS.23", "Prowler rds_cluster_non_default_port"})
public final class DefaultPortUnused implements Control<DbCluster> {
  private static final String PORT = "port";

  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    int usual = now.engine().equals(Engines.AURORA_MYSQL) ? 3306 : 5432;
    boolean set = Asked.birth(context) || Asked.value(context, PORT).isPresent();
    return set && now.port().equals(OptionalInt.of(usual))
        ? List.of(
            Violation.told(
                PORT,
                "it listens on port %d, the default of its engine".formatted(usual),
                "another port reboots all members at once"))
        : List.of();
  }
}

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

/// The parameter is dynamic: clusters that use the group follow without a reboot
/// (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html).
@About(
    id = "TLS-01",
    title = "Aurora MySQL clusters take connections by TLS only",
    severity = Severity.HIGH,
    family = Family.RDS,
    on = CallSet.PARAMETER_CHANGES,
    why =
        "Without it a client that asks for no TLS sends its data and often its password in clear.",
    limits = "Connections that were opened without TLS stay up until they close.",
    mappings = {"CIS AWS Database Services 2.3", "Prowler rds_instance_transport_encrypted"})
public final class MysqlClientsUseTls implements Control<DbClusterParameterGroup> {
  private static final ParameterFloor FLOOR =
      ParameterFloor.on(Engines.AURORA_MYSQL, "require_secure_transport", "ON");

  @Override
  public Class<DbClusterParameterGroup> checks() {
    return DbClusterParameterGroup.class;
  }

  @Override
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    return FLOOR.check(now, context, "clients may connect without TLS");
  }
}

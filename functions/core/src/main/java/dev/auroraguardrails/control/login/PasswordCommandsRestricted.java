package dev.auroraguardrails.control.login;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.ParameterFloor;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// The parameter is static: it comes into force with the next reboot of the writer
///
// (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.RestrictPasswordMgmt.html).
@About(
    id = "LOGIN-14",
    title = "Only members of rds_password change passwords in Aurora PostgreSQL",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    on = CallSet.PARAMETER_CHANGES,
    why =
        "Without it every user sets a password of any strength for itself, or one that never ends.",
    limits = "It comes into force at a reboot only, which is left to a person.",
    mappings = "CIS AWS Database Services 2.6")
public final class PasswordCommandsRestricted implements Control<DbClusterParameterGroup> {
  private static final ParameterFloor FLOOR =
      ParameterFloor.on(Engines.AURORA_POSTGRESQL, "rds.restrict_password_commands", "1");

  @Override
  public Class<DbClusterParameterGroup> checks() {
    return DbClusterParameterGroup.class;
  }

  @Override
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    return FLOOR.check(now, context, "every user may change its password and how long it lasts");
  }
}

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
import java.util.Set;
import java.util.stream.Stream;

/// Both parameters are dynamic. Where only some users are included, all others are hidden; where
/// both lists name a user, it is audited
/// (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html).
@About(
    id = "LOG-03",
    title = "The audit of Aurora MySQL clusters leaves no account out",
    severity = Severity.HIGH,
    family = Family.RDS,
    on = CallSet.PARAMETER_CHANGES,
    why = "Who wants to go unseen in a database takes its account out of the audit.",
    limits = "What the account did meanwhile is in no log.",
    mappings = "CIS AWS Database Services 2.5")
public final class NoAccountHiddenFromAudit implements Control<DbClusterParameterGroup> {
  @Override
  public Class<DbClusterParameterGroup> checks() {
    return DbClusterParameterGroup.class;
  }

  @Override
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    Set<String> unaudited = context.baseline().clusters().unaudited();
    return Stream.of(
            ParameterFloor.onlyNames(Engines.AURORA_MYSQL, "server_audit_excl_users", unaudited)
                .check(now, context, "what these accounts do is not audited"),
            ParameterFloor.onlyNames(Engines.AURORA_MYSQL, "server_audit_incl_users", Set.of())
                .check(now, context, "what all other accounts do is not audited"))
        .flatMap(List::stream)
        .toList();
  }
}

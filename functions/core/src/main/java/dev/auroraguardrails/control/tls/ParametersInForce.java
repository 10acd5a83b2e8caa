package dev.auroraguardrails.control.tls;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Asked;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A member takes a new value of a static parameter, and any value of another group, when it
/// reboots. About the call that swaps the group TLS-03 speaks.
@About(
    id = "TLS-08",
    title = "Members of Aurora clusters run with the values of their parameter group",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = "ModifyDBCluster",
    why = "What the parameter group says is not yet what the database does.",
    mappings = "CIS AWS Database Services 2.3")
public final class ParametersInForce implements Control<DbCluster> {
  private static final String WAITING = "pending-reboot";

  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    String waiting =
        now.members().entrySet().stream()
            .filter(member -> member.getValue().equals(WAITING))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    return waiting.isEmpty() || Asked.value(context, Attribute.PARAMETER_GROUP).isPresent()
        ? List.of()
        : List.of(
            Violation.told(
                "dBClusterParameterGroupStatus",
                "values of parameter group %s wait for a reboot of %s"
                    .formatted(now.parameterGroup().orElse("unknown"), waiting),
                "the guard never reboots"));
  }
}

package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.DisableHttpEndpoint;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;

/// An answer without the switch is one of an engine that has no Data API. A cluster that uses it on
/// purpose is exempted, or the control is off.
@About(
    id = "NET-15",
    title = "The Data API of Aurora clusters is off",
    severity = Severity.HIGH,
    family = Family.RDS,
    calls = {"EnableHttpEndpoint", "ModifyDBCluster", "CreateDBCluster"},
    why = "It takes SQL over HTTPS from anywhere, past the VPC and its security groups.",
    limits = "Statements that were run meanwhile are done.")
public final class DataApiOff implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    if (!now.httpEndpoint().orElse(false)) {
      return List.of();
    }
    return List.of(
        Violation.fixable(
            Attribute.HTTP_ENDPOINT,
            "the Data API is on",
            new Fix(new DisableHttpEndpoint(now.id()), Restored.byTheChange("off"))));
  }
}

package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// Only an express configuration of Aurora PostgreSQL has it, by its creation or restore; no call
/// takes it away.
@About(
    id = "NET-11",
    title = "Aurora clusters are not reachable through the internet access gateway",
    severity = Severity.CRITICAL,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {
      "CreateDBCluster",
      "RestoreDBClusterFromSnapshot",
      "RestoreDBClusterToPointInTime",
      "RestoreDBClusterFromS3"
    },
    why = "It takes connections from the whole internet, past any VPC and security group.")
public final class InternetGatewayAbsent implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    return now.networking().internetAccessGateway().orElse(false)
        ? List.of(
            Violation.told(
                "enableInternetAccessGateway",
                "the internet reaches it through its internet access gateway",
                "no call takes the gateway away: restore the cluster without it, and delete it"))
        : List.of();
  }
}

package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Asked;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// The call is judged and not the state: a cluster that has IPv6 since yesterday was told
/// yesterday.
@About(
    id = "NET-20",
    title = "Aurora clusters are not given IPv6 unnoticed",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    on = CallSet.CLUSTER_CHANGES,
    why =
        "Rules, routes and network ACLs that were written for IPv4 say nothing about IPv6, which has"
            + " no private addresses to hide behind.")
public final class DualStackReviewed implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    return Asked.value(context, "networkType").stream()
        .filter("DUAL"::equals)
        .map(
            dual ->
                Violation.told(
                    "networkType",
                    "it was given IPv6 beside IPv4",
                    "review its IPv6 rules; the way back is --network-type IPV4"))
        .toList();
  }
}

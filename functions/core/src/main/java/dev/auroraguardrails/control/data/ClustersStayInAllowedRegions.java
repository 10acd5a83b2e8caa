package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Set;

/// A global database reaches a Region by the cluster that joins it there, and the call for that is
/// made in that Region. Silent while the baseline lists no Region.
@About(
    id = "DATA-11",
    title = "Aurora clusters are made in allowed Regions only",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    on = CallSet.CLUSTERS_MADE,
    why =
        "A cluster, or the secondary of a global database, takes its data to the Region that it is made in.",
    limits = "A Region is heard of only if its events are sent here (template-forward.yaml).")
public final class ClustersStayInAllowedRegions implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    Set<String> allowed = context.baseline().clusters().regions();
    if (!CallSet.isMade(context) || allowed.isEmpty() || allowed.contains(now.id().region())) {
      return List.of();
    }
    String joins =
        context
            .change()
            .flatMap(call -> Requests.asked(call, "globalClusterIdentifier"))
            .map(global -> " and joins global cluster " + global)
            .orElse("");
    return List.of(
        Violation.told(
            "*",
            "cluster %s is in %s%s; allowed are %s"
                .formatted(now.id().name(), now.id().region(), joins, allowed),
            "a cluster cannot be moved; delete it there if it was not meant"));
  }
}

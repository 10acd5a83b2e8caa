package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.ClusterCallControl;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.control.Told;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import java.util.Optional;

/// A restore to a point in time of one's own cluster is left alone; a clone shares the storage of
/// its source, and a source in another account was shared through AWS RAM.
@About(
    id = "DATA-10",
    title = "Aurora clusters are not cloned, and not restored from another account's",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"RestoreDBClusterToPointInTime"},
    why =
        "A clone is a whole copy of the data within minutes, with passwords and network of its own.")
public final class ClustersNotCloned implements ClusterCallControl {
  @Override
  public Optional<Told> judge(DbCluster now, ChangeEvent call, Context<DbCluster> context) {
    if (!call.name().equals("RestoreDBClusterToPointInTime")) {
      return Optional.empty();
    }
    String source =
        Requests.asked(call, "sourceDBClusterIdentifier")
            .or(() -> Requests.asked(call, "sourceDbClusterResourceId"))
            .orElse("unknown");
    boolean foreign =
        Requests.account(source).filter(owner -> !owner.equals(now.id().account())).isPresent();
    boolean clone = Requests.asked(call, "restoreType").equals(Optional.of("copy-on-write"));
    return foreign || clone
        ? Optional.of(
            new Told(
                "cluster %s is a %s of %s"
                        .formatted(now.id().name(), clone ? "clone" : "restored copy", source)
                    + (foreign ? ", which belongs to another account" : ""),
                "delete it if nobody needs it; its source is not touched by that"))
        : Optional.empty();
  }
}

package dev.auroraguardrails.control.resilience;

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

/// Aurora MySQL only, and only for clusters that were made with it.
@About(
    id = "RESIL-09",
    title = "Backtracking of Aurora MySQL clusters is neither switched off nor used unnoticed",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"ModifyDBCluster", "BacktrackDBCluster"},
    why =
        "To backtrack a cluster undoes all its writes since then; without the window it cannot be done.",
    mappings = {
      "Security Hub RDS.14",
      "AWS Config aurora-mysql-backtracking-enabled",
      "Prowler rds_cluster_backtrack_enabled"
    })
public final class BacktrackKept implements ClusterCallControl {
  @Override
  public Optional<Told> judge(DbCluster now, ChangeEvent call, Context<DbCluster> context) {
    String name = now.id().name();
    return switch (call.name()) {
      case "BacktrackDBCluster" ->
          Optional.of(
              new Told(
                  "cluster %s was backtracked to %s"
                      .formatted(name, Requests.asked(call, "backtrackTo").orElse("unknown")),
                  "what was written since then can be had back by backtracking forward"));
      case "ModifyDBCluster" ->
          Requests.asked(call, "backtrackWindow")
              .filter("0"::equals)
              .map(
                  off ->
                      new Told(
                          "backtracking of cluster " + name + " was switched off",
                          "to switch it on: aws rds modify-db-cluster --db-cluster-identifier "
                              + name
                              + " --backtrack-window SECONDS; the changes until then are lost"));
      default -> Optional.empty();
    };
  }
}

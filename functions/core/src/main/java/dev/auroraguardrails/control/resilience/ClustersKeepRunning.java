package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// Each of these may be meant: a person knows.
@About(
    id = "RESIL-13",
    title = "Aurora clusters keep running where they are",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {
      "StopDBCluster",
      "FailoverDBCluster",
      "FailoverGlobalCluster",
      "SwitchoverGlobalCluster",
      "RemoveFromGlobalCluster"
    },
    why = "To stop, move or detach a cluster ends connections and may lose the last writes.")
public final class ClustersKeepRunning implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    String name = now.id().name();
    return switch (now.event().name()) {
      case "StopDBCluster" ->
          told(
              "cluster " + name + " was stopped",
              "to start it: aws rds start-db-cluster --db-cluster-identifier " + name);
      case "FailoverDBCluster" ->
          told(
              "cluster " + name + " fails over to another member",
              "connections to the writer end and come back within a minute or so");
      case "FailoverGlobalCluster", "SwitchoverGlobalCluster" ->
          told(
              "global cluster " + name + " moves to another Region",
              "the way back is a switchover once this one is done");
      case "RemoveFromGlobalCluster" ->
          told(
              "a cluster was detached from global cluster " + name,
              "it does not join again: a new secondary has to be made");
      default -> List.of();
    };
  }

  private static List<Violation> told(String evidence, String why) {
    return List.of(Violation.told("*", evidence, why));
  }
}

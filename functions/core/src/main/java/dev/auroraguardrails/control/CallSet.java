package dev.auroraguardrails.control;

import java.util.Set;

/// Operations that many controls look at.
public enum CallSet {
  /// Whatever sets the settings of a DB cluster.
  CLUSTER_CHANGES,
  /// Whatever makes a DB cluster.
  CLUSTERS_MADE,
  /// Whatever sets the parameters of a DB cluster parameter group.
  PARAMETER_CHANGES;

  /// What is decided when a cluster is made needs no look at any later change of it.
  ///
  /// @return whether a call that makes a DB cluster is judged, or all that stands, by a sweep
  public static boolean isMade(Context<?> context) {
    return context.change().map(call -> CLUSTERS_MADE.calls().contains(call.name())).orElse(true);
  }

  /// @return CloudTrail's event names
  public Set<String> calls() {
    return switch (this) {
      case CLUSTER_CHANGES ->
          Set.of(
              "ModifyDBCluster",
              "CreateDBCluster",
              "RestoreDBClusterFromSnapshot",
              "RestoreDBClusterToPointInTime",
              "RestoreDBClusterFromS3");
      case CLUSTERS_MADE ->
          Set.of(
              "CreateDBCluster",
              "RestoreDBClusterFromSnapshot",
              "RestoreDBClusterToPointInTime",
              "RestoreDBClusterFromS3");
      case PARAMETER_CHANGES ->
          Set.of("ModifyDBClusterParameterGroup", "ResetDBClusterParameterGroup");
    };
  }
}

package dev.auroraguardrails.control;

import java.util.Set;

/// Operations that many controls look at.
public enum CallSet {
  /// Whatever sets the settings of a DB cluster.
  CLUSTER_CHANGES,
  /// Whatever sets the parameters of a DB cluster parameter group.
  PARAMETER_CHANGES;

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
      case PARAMETER_CHANGES ->
          Set.of("ModifyDBClusterParameterGroup", "ResetDBClusterParameterGroup");
    };
  }
}

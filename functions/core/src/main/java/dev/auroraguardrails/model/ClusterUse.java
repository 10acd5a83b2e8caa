package dev.auroraguardrails.model;

/// An Aurora cluster that a security group is attached to.
///
/// @param cluster the cluster's identifier
/// @param port the port that it listens on
public record ClusterUse(String cluster, int port) {
  /// The lowest port that RDS gives an Aurora cluster, by the documentation of CreateDBCluster.
  public static final int LOWEST_PORT = 1_150;
}

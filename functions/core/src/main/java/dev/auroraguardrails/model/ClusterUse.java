package dev.auroraguardrails.model;

import java.util.Collection;
import java.util.stream.Collectors;

/// An Aurora cluster that a security group is attached to.
///
/// @param cluster the cluster's identifier
/// @param port the port that it listens on
public record ClusterUse(String cluster, int port) {
  /// @return `cluster bills and cluster orders`
  public static String named(Collection<ClusterUse> uses) {
    return uses.stream()
        .map(use -> "cluster " + use.cluster())
        .distinct()
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  /// The lowest port that RDS gives an Aurora cluster, by the documentation of CreateDBCluster.
  public static final int LOWEST_PORT = 1_150;
}

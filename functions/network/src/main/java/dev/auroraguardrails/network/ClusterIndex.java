package dev.auroraguardrails.network;

import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Ledger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;

/// Knows which Aurora clusters use a security group. No API answers that question. Where nothing is
/// remembered, one call tells whether the group is on a network interface of RDS; if so, every page
/// of the clusters is read. A cluster without an instance has no interface, and nobody can connect
/// to it: beyond the first page of clusters, what its groups let in is judged when its instance is
/// created.
final class ClusterIndex {
  private static final int PAGE = 100;

  private final Interfaces interfaces;
  private final RdsClient rds;
  private final Ledger ledger;
  private final AtomicBoolean firstPage = new AtomicBoolean();
  private volatile Map<String, Set<ClusterUse>> byGroup = Map.of();

  ClusterIndex(Interfaces interfaces, RdsClient rds, Ledger ledger) {
    this.interfaces = interfaces;
    this.rds = rds;
    this.ledger = ledger;
  }

  /// Asks the process, then the ledger, then EC2 and RDS.
  ///
  /// @param group the security group
  /// @param suffices whether the clusters that are remembered answer the question; never asked when
  ///     none is, since a cluster may use the group since yesterday
  /// @return the Aurora clusters that use it
  Set<ClusterUse> using(ResourceId group, Predicate<Set<ClusterUse>> suffices) {
    Set<ClusterUse> known = known(group);
    if (!known.isEmpty() && suffices.test(known)) {
      return known;
    }
    Set<ClusterUse> stored = ledger.clustersUsing(group);
    if (!stored.isEmpty() && suffices.test(stored)) {
      var grown = new HashMap<>(byGroup);
      grown.put(group.name(), Set.copyOf(stored));
      byGroup = grown;
      return stored;
    }
    if (known.isEmpty() && stored.isEmpty() && !interfaces.anyOfRds(group.name())) {
      return withoutInterface(group);
    }
    return read(group);
  }

  /// A cluster that has no instance yet has no interface either. One page of the clusters is read
  /// for it, once by each process, so that the price does not grow with the account.
  private Set<ClusterUse> withoutInterface(ResourceId group) {
    if (firstPage.compareAndSet(false, true)) {
      var grown = new HashMap<>(byGroup);
      rds.describeDBClusters(r -> r.maxRecords(PAGE)).dbClusters().stream()
          .filter(ClusterIndex::isGuarded)
          .forEach(cluster -> add(grown, cluster));
      byGroup = grown;
    }
    Set<ClusterUse> found = known(group);
    if (!found.isEmpty()) {
      ledger.rememberUse(group, found);
    }
    return found;
  }

  private static boolean isGuarded(DBCluster cluster) {
    return cluster.engine() != null && Engines.isAurora(cluster.engine()) && cluster.port() != null;
  }

  /// Likewise of a group that is known to be on an interface of RDS.
  Set<ClusterUse> usingOnRds(ResourceId group) {
    Set<ClusterUse> known = remembered(group);
    return known.isEmpty() ? read(group) : known;
  }

  private Set<ClusterUse> read(ResourceId group) {
    readAll();
    Set<ClusterUse> found = known(group);
    if (!found.isEmpty()) {
      ledger.rememberUse(group, found);
    }
    return found;
  }

  /// Returns what the process or the ledger remembers; none is no proof of none.
  Set<ClusterUse> remembered(ResourceId group) {
    Set<ClusterUse> known = known(group);
    return known.isEmpty() ? ledger.clustersUsing(group) : known;
  }

  /// Returns the clusters that this process knows of, without any call.
  Set<ClusterUse> known(ResourceId group) {
    return byGroup.getOrDefault(group.name(), Set.of());
  }

  private void readAll() {
    var fresh = new HashMap<String, Set<ClusterUse>>();
    rds.describeDBClustersPaginator(r -> r.maxRecords(PAGE)).dbClusters().stream()
        .filter(ClusterIndex::isGuarded)
        .forEach(cluster -> add(fresh, cluster));
    byGroup = fresh;
    firstPage.set(true);
  }

  private static void add(Map<String, Set<ClusterUse>> byGroup, DBCluster cluster) {
    var use = new ClusterUse(cluster.dbClusterIdentifier(), cluster.port());
    cluster
        .vpcSecurityGroups()
        .forEach(
            membership ->
                byGroup
                    .computeIfAbsent(membership.vpcSecurityGroupId(), id -> new HashSet<>())
                    .add(use));
  }
}

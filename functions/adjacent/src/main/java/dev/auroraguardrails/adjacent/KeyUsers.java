package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Ledger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.Filter;

/// Knows which Aurora clusters a KMS key encrypts. RDS cannot be asked that, so every page of the
/// clusters is read where the ledger does not know the answer. What the ledger knows is confirmed
/// by one call: a cluster may be gone since.
final class KeyUsers {
  private static final int PAGE = 100;

  /// What a cluster's status begins with once RDS has lost its key.
  private static final String CUT_OFF = "inaccessible-encryption-credentials";

  private final RdsClient rds;
  private final Ledger ledger;
  private final Map<ResourceId, Users> lastSeen = new ConcurrentHashMap<>();

  KeyUsers(RdsClient rds, Ledger ledger) {
    this.rds = rds;
    this.ledger = ledger;
  }

  /// @param clusters the identifiers of the Aurora clusters that the key encrypts
  /// @param cutOff those of them that have lost it
  record Users(Set<String> clusters, Set<String> cutOff) {
    static final Users NONE = new Users(Set.of(), Set.of());

    Users {
      clusters = Set.copyOf(clusters);
      cutOff = Set.copyOf(cutOff);
    }
  }

  /// @param key whose name is the key's id
  Users of(ResourceId key) {
    Set<ClusterUse> remembered = ledger.clustersUsing(key);
    Users users = remembered.isEmpty() ? Users.NONE : users(named(remembered), key);
    if (users.clusters().isEmpty()) {
      List<DBCluster> all =
          rds.describeDBClustersPaginator(r -> r.maxRecords(PAGE)).dbClusters().stream().toList();
      users = users(all, key);
      if (!users.clusters().isEmpty()) {
        ledger.rememberUse(
            key,
            users.clusters().stream()
                .map(cluster -> new ClusterUse(cluster, 0))
                .collect(Collectors.toSet()));
      }
    }
    lastSeen.put(key, users);
    return users;
  }

  /// Asks for every key at once, by the pages of the clusters.
  ///
  /// @return the keys of that account and Region which Aurora clusters depend on
  List<ResourceId> all(String account, String region) {
    List<DBCluster> clusters =
        rds.describeDBClustersPaginator(r -> r.maxRecords(PAGE)).dbClusters().stream().toList();
    String own = new ResourceId(Kind.ENCRYPTION_KEY, account, region, "").arn();
    List<ResourceId> found =
        clusters.stream()
            .flatMap(KeyUsers::keys)
            .distinct()
            .filter(arn -> arn.startsWith(own))
            .map(arn -> arn.substring(own.length()))
            .map(name -> new ResourceId(Kind.ENCRYPTION_KEY, account, region, name))
            .toList();
    found.forEach(key -> lastSeen.put(key, users(clusters, key)));
    return found.stream().filter(key -> !lastSeen(key).clusters().isEmpty()).toList();
  }

  /// @return the answer that this process got last, without any call
  Users lastSeen(ResourceId key) {
    return lastSeen.getOrDefault(key, Users.NONE);
  }

  private Collection<DBCluster> named(Set<ClusterUse> uses) {
    Filter ids =
        Filter.builder()
            .name("db-cluster-id")
            .values(uses.stream().map(ClusterUse::cluster).sorted().toList())
            .build();
    return rds.describeDBClusters(r -> r.filters(ids)).dbClusters();
  }

  private static Users users(Collection<DBCluster> clusters, ResourceId key) {
    var using = new HashSet<String>();
    var cutOff = new HashSet<String>();
    clusters.stream()
        .filter(cluster -> cluster.engine() != null && Engines.isAurora(cluster.engine()))
        .filter(cluster -> keys(cluster).anyMatch(key.arn()::equals))
        .forEach(
            cluster -> {
              using.add(cluster.dbClusterIdentifier());
              if (cluster.status() != null && cluster.status().startsWith(CUT_OFF)) {
                cutOff.add(cluster.dbClusterIdentifier());
              }
            });
    return new Users(using, cutOff);
  }

  /// Of its storage, its master password, its activity stream and its performance data.
  private static Stream<String> keys(DBCluster cluster) {
    return Stream.of(
            cluster.kmsKeyId(),
            cluster.masterUserSecret() == null ? null : cluster.masterUserSecret().kmsKeyId(),
            cluster.activityStreamKmsKeyId(),
            cluster.performanceInsightsKMSKeyId())
        .filter(Objects::nonNull);
  }
}

package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.Engines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DbProxyNotFoundException;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.TargetType;

/// Knows which logins to Aurora depend on a secret: the master user's of a cluster, those of
/// proxies (20 in a Region, unless AWS raised that), and what the baseline names.
final class SecretUsers {
  private static final String LISTED = "the baseline's list";

  private final RdsClient rds;
  private final Baseline baseline;

  SecretUsers(RdsClient rds, Baseline baseline) {
    this.rds = rds;
    this.baseline = baseline;
  }

  /// @param arn the secret's
  /// @param name its name
  /// @param cluster the ARN of the cluster that RDS made it for, as its tag says
  /// @return what a sentence says after "of"; empty where nothing of Aurora depends on it
  Set<String> of(String arn, String name, Optional<String> cluster) {
    if (baseline.adjacent().names(name)) {
      return Set.of(LISTED);
    }
    if (cluster.isPresent()) {
      return clusters(List.of(cluster.get()))
          .filter(one -> one.masterUserSecret() != null)
          .filter(one -> arn.equals(one.masterUserSecret().secretArn()))
          .findFirst()
          .map(one -> Set.of("cluster " + one.dbClusterIdentifier()))
          .orElse(Set.of());
    }
    var users = new TreeSet<String>();
    rds.describeDBProxiesPaginator(r -> {}).dbProxies().stream()
        .filter(proxy -> proxy.auth().stream().anyMatch(auth -> arn.equals(auth.secretArn())))
        .filter(this::leadsToAurora)
        .forEach(proxy -> users.add("proxy " + proxy.dbProxyName()));
    return users;
  }

  private boolean leadsToAurora(DBProxy proxy) {
    try {
      List<String> targets =
          rds.describeDBProxyTargets(r -> r.dbProxyName(proxy.dbProxyName())).targets().stream()
              .filter(target -> target.type() == TargetType.TRACKED_CLUSTER)
              .map(target -> target.rdsResourceId())
              .toList();
      return !targets.isEmpty() && clusters(targets).findAny().isPresent();
    } catch (DbProxyNotFoundException e) {
      return false;
    }
  }

  /// Those of Aurora among the clusters with these names or ARNs.
  private Stream<DBCluster> clusters(List<String> names) {
    Filter ids = Filter.builder().name("db-cluster-id").values(names).build();
    return rds.describeDBClusters(r -> r.filters(ids)).dbClusters().stream()
        .filter(cluster -> cluster.engine() != null && Engines.isAurora(cluster.engine()));
  }
}

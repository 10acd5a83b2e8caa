package dev.auroraguardrails.login;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;

/// Finds the clusters to log in to.
public final class LoginClusters {
  private final RdsClient rds;

  /// @param rds for the Region whose clusters are meant
  public LoginClusters(RdsClient rds) {
    this.rds = rds;
  }

  /// @param names the clusters' identifiers; none means all Aurora clusters of the Region
  /// @return them, by name
  /// @throws software.amazon.awssdk.services.rds.model.DbClusterNotFoundException when one of the
  ///     names is nobody's
  public List<LoginCluster> find(List<String> names) {
    Stream<LoginCluster> found =
        names.isEmpty() ? described(null) : names.stream().distinct().flatMap(this::described);
    return found
        .filter(cluster -> cluster.engine().startsWith("aurora"))
        .sorted(Comparator.comparing(LoginCluster::name))
        .toList();
  }

  private Stream<LoginCluster> described(@org.jspecify.annotations.Nullable String name) {
    return rds.describeDBClustersPaginator(r -> r.dbClusterIdentifier(name)).dbClusters().stream()
        .map(LoginCluster::of);
  }
}

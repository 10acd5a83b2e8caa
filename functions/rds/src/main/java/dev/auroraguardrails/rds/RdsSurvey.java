package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;

/// Reads all that a Region holds, by pages.
public final class RdsSurvey {
  private static final int PAGE = 100;

  private final RdsClient rds;
  private final RdsInventory inventory;
  private final String account;
  private final String region;

  public RdsSurvey(RdsClient rds, Ec2Client ec2, String account, String region) {
    this.rds = rds;
    this.inventory = new RdsInventory(rds, ec2);
    this.account = account;
    this.region = region;
  }

  /// The DB clusters of a Region.
  ///
  /// @param all the clusters of every engine
  /// @param uses the Aurora clusters by the id of each security group that they use
  /// @param parameterGroups the parameter groups of the Aurora clusters, each once
  public record Clusters(
      List<DbCluster> all, Map<String, Set<ClusterUse>> uses, Set<ResourceId> parameterGroups) {}

  /// Reads every page of DescribeDBClusters.
  public Clusters clusters() {
    var all = new ArrayList<DbCluster>();
    var uses = new HashMap<String, Set<ClusterUse>>();
    var parameterGroups = new HashSet<ResourceId>();
    rds.describeDBClustersPaginator(r -> r.maxRecords(PAGE)).dbClusters().stream()
        .forEach(
            described -> {
              DbCluster cluster =
                  DbClusters.of(id(Kind.DB_CLUSTER, described.dbClusterIdentifier()), described);
              all.add(cluster);
              if (cluster.isGuarded()) {
                Optional.ofNullable(described.dbClusterParameterGroup())
                    .map(name -> id(Kind.DB_CLUSTER_PARAMETER_GROUP, name))
                    .ifPresent(parameterGroups::add);
                var use = new ClusterUse(cluster.id().name(), cluster.port().orElse(0));
                described
                    .vpcSecurityGroups()
                    .forEach(
                        group ->
                            uses.computeIfAbsent(group.vpcSecurityGroupId(), id -> new HashSet<>())
                                .add(use));
              }
            });
    return new Clusters(List.copyOf(all), uses, parameterGroups);
  }

  /// Reads every page of DescribeDBInstances.
  ///
  /// @return the members of Aurora clusters
  public List<DbInstance> members() {
    return rds.describeDBInstancesPaginator(r -> r.maxRecords(PAGE)).dbInstances().stream()
        .map(found -> DbInstances.of(id(Kind.DB_INSTANCE, found.dbInstanceIdentifier()), found))
        .filter(DbInstance::isGuarded)
        .toList();
  }

  /// Reads the values of a parameter group that were set by hand.
  ///
  /// @return empty when it was deleted meanwhile
  public Optional<Resource> parameterGroup(ResourceId id) {
    return inventory.read(id, Set.of());
  }

  /// Reads every page of the manual Aurora cluster snapshots; automated ones cannot be shared.
  ///
  /// @return their ids, to be read one by one with {@link #snapshot}
  public Stream<ResourceId> manualSnapshots() {
    return rds
        .describeDBClusterSnapshotsPaginator(r -> r.snapshotType("manual").maxRecords(PAGE))
        .dbClusterSnapshots()
        .stream()
        .filter(snapshot -> snapshot.engine() != null && Engines.isAurora(snapshot.engine()))
        .map(this::known);
  }

  private ResourceId known(DBClusterSnapshot snapshot) {
    ResourceId id = id(Kind.DB_CLUSTER_SNAPSHOT, snapshot.dbClusterSnapshotIdentifier());
    inventory.knows(id, snapshot.engine());
    return id;
  }

  /// Reads who may restore a snapshot, by one call.
  ///
  /// @return empty when it was deleted meanwhile
  public Optional<Resource> snapshot(ResourceId id) {
    return inventory.read(id, Set.of());
  }

  private ResourceId id(Kind kind, String name) {
    return new ResourceId(kind, account, region, name);
  }
}

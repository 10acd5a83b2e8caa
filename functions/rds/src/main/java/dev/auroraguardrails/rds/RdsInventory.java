package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Inventory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshotAttributesResult;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;

/// Reads DB clusters, their members, parameter groups and manual snapshots.
public final class RdsInventory implements Inventory {
  /// The attribute that says who may restore a snapshot.
  static final String RESTORE = "restore";

  private static final int REMEMBERED = 1_000;

  private final RdsClient rds;
  private final ParameterGroups parameterGroups;
  private final UsedGroups securityGroups;
  private final SubnetGroups subnetGroups;
  private final Map<String, String> engines = Collections.synchronizedMap(new Bounded());

  public RdsInventory(RdsClient rds, Ec2Client ec2) {
    this.rds = rds;
    this.parameterGroups = new ParameterGroups(rds);
    this.securityGroups = new UsedGroups(ec2);
    this.subnetGroups = new SubnetGroups(rds, ec2);
  }

  @Override
  public Used used(
      Optional<Set<ResourceId>> securityGroups, Optional<Set<ResourceId>> parameterGroups) {
    return new Used(
        securityGroups.map(this.securityGroups::read), parameterGroups.map(this::byName));
  }

  private Map<String, DbClusterParameterGroup> byName(Set<ResourceId> ids) {
    return ids.stream()
        .flatMap(id -> parameterGroups.read(id).stream())
        .collect(Collectors.toMap(group -> group.id().name(), group -> group));
  }

  @Override
  public Optional<Resource> read(ResourceId id, Set<String> parts) {
    return switch (id.kind()) {
      case DB_CLUSTER -> cluster(id).map(Resource.class::cast);
      case DB_CLUSTER_SNAPSHOT -> snapshot(id).map(Resource.class::cast);
      case DB_INSTANCE -> instance(id).map(Resource.class::cast);
      case DB_CLUSTER_PARAMETER_GROUP -> parameterGroups.read(id).map(Resource.class::cast);
      case DB_SUBNET_GROUP -> subnetGroups.read(id).map(Resource.class::cast);
      case EVENT_SUBSCRIPTION -> Optional.of(EventSubscriptions.read(rds, id));
      case EXPORT_TASK -> ExportTasks.read(rds, id).map(Resource.class::cast);
      case INTEGRATION -> Integrations.read(rds, id).map(Resource.class::cast);
      case GLOBAL_CLUSTER,
          AUTOMATED_BACKUP,
          BLUE_GREEN_DEPLOYMENT,
          SECURITY_GROUP,
          ENCRYPTION_KEY,
          SECRET,
          LOG_GROUP,
          BACKUP_PLAN,
          BACKUP_VAULT,
          DETECTOR,
          PREFIX_LIST,
          ROUTE_TABLE,
          NETWORK_ACL,
          VPC_PART,
          ROLE,
          USER,
          GROUP,
          POLICY ->
          throw new IllegalArgumentException("wanted a DB cluster or its snapshot, got " + id);
    };
  }

  Optional<DbCluster> cluster(ResourceId id) {
    try {
      return rds.describeDBClusters(r -> r.dbClusterIdentifier(id.name())).dbClusters().stream()
          .findFirst()
          .map(cluster -> DbClusters.of(id, cluster));
    } catch (DbClusterNotFoundException e) {
      return Optional.empty();
    }
  }

  Optional<DbInstance> instance(ResourceId id) {
    try {
      return rds.describeDBInstances(r -> r.dbInstanceIdentifier(id.name())).dbInstances().stream()
          .findFirst()
          .map(instance -> DbInstances.of(id, instance));
    } catch (DbInstanceNotFoundException e) {
      return Optional.empty();
    }
  }

  Optional<DbClusterParameterGroup> parameterGroup(ResourceId id) {
    return parameterGroups.read(id);
  }

  private Optional<DbClusterSnapshot> snapshot(ResourceId id) {
    try {
      return snapshot(
          id,
          rds.describeDBClusterSnapshotAttributes(r -> r.dbClusterSnapshotIdentifier(id.name()))
              .dbClusterSnapshotAttributesResult());
    } catch (DbClusterSnapshotNotFoundException e) {
      engines.remove(id.arn());
      return Optional.empty();
    }
  }

  /// The attributes do not name the engine. A snapshot that nobody else may restore has nothing to
  /// judge, so its engine is not asked for: an event that shares it is looked for again.
  Optional<DbClusterSnapshot> snapshot(ResourceId id, DBClusterSnapshotAttributesResult answer) {
    var sharedWith = new TreeSet<String>();
    answer.dbClusterSnapshotAttributes().stream()
        .filter(attribute -> RESTORE.equals(attribute.attributeName()))
        .forEach(attribute -> sharedWith.addAll(attribute.attributeValues()));
    Optional<String> engine = Optional.ofNullable(engines.get(id.arn()));
    if (engine.isEmpty()) {
      engine = sharedWith.isEmpty() ? Optional.of(DbClusterSnapshot.UNKNOWN) : readEngine(id);
    }
    return engine.map(name -> new DbClusterSnapshot(id, name, sharedWith));
  }

  /// Tells an engine that is known already, so that it is not asked for.
  void knows(ResourceId snapshot, String engine) {
    engines.put(snapshot.arn(), engine);
  }

  /// Only an Aurora engine is remembered: a snapshot's name can be used again after it is deleted,
  /// and then a remembered foreign engine would hide an Aurora snapshot.
  private Optional<String> readEngine(ResourceId id) {
    try {
      Optional<String> engine =
          rds
              .describeDBClusterSnapshots(r -> r.dbClusterSnapshotIdentifier(id.name()))
              .dbClusterSnapshots()
              .stream()
              .findFirst()
              .map(
                  snapshot ->
                      Optional.ofNullable(snapshot.engine()).orElse(DbClusterSnapshot.UNKNOWN));
      engine.filter(Engines::isAurora).ifPresent(name -> engines.put(id.arn(), name));
      return engine;
    } catch (DbClusterSnapshotNotFoundException e) {
      return Optional.empty();
    }
  }

  private static final class Bounded extends LinkedHashMap<String, String> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > REMEMBERED;
    }
  }
}

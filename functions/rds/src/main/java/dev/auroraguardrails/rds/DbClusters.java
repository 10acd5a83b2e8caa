package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.ActivityStream;
import dev.auroraguardrails.model.Resource.DbCluster.Basics;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Resource.DbCluster.MasterUser;
import dev.auroraguardrails.model.Resource.DbCluster.Networking;
import dev.auroraguardrails.model.Resource.DbCluster.Pending;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.ResourceId;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.ClusterPendingModifiedValues;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.PendingCloudwatchLogsExports;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// Turns the API's answer into the guard's own record.
final class DbClusters {
  /// Pending values that the record holds by type and not by name.
  private static final Set<String> TYPED =
      Set.of(
          "BackupRetentionPeriod",
          "IAMDatabaseAuthenticationEnabled",
          "PendingCloudwatchLogsExports");

  private DbClusters() {}

  /// @param asked what was asked for, whose name may be an ARN or in capitals; the record has the
  ///     name that the service answers with
  /// @param cluster the answer
  static DbCluster of(ResourceId asked, DBCluster cluster) {
    ResourceId id =
        new ResourceId(
            asked.kind(),
            asked.account(),
            asked.region(),
            orElse(cluster.dbClusterIdentifier(), asked.name()));
    return new DbCluster(
        id,
        orElse(cluster.dbClusterResourceId(), id.arn()),
        orElse(cluster.engine(), "unknown"),
        orElse(cluster.status(), "unknown"),
        Optional.ofNullable(cluster.deletionProtection()),
        Optional.ofNullable(cluster.backupRetentionPeriod()),
        Optional.ofNullable(cluster.iamDatabaseAuthenticationEnabled()),
        Optional.ofNullable(cluster.copyTagsToSnapshot()),
        Optional.ofNullable(cluster.httpEndpointEnabled()),
        cluster.port() == null ? OptionalInt.empty() : OptionalInt.of(cluster.port()),
        Set.copyOf(cluster.enabledCloudwatchLogsExports()),
        attachedGroups(cluster),
        Optional.ofNullable(cluster.dbClusterParameterGroup()),
        roles(cluster),
        pending(cluster.pendingModifiedValues()),
        new Basics(
            Optional.ofNullable(cluster.engineVersion()),
            Optional.ofNullable(cluster.storageEncrypted()),
            Optional.ofNullable(cluster.multiAZ()),
            new ActivityStream(
                Optional.ofNullable(cluster.activityStreamStatusAsString()),
                Optional.ofNullable(cluster.activityStreamModeAsString()),
                Optional.ofNullable(cluster.activityStreamKmsKeyId()))),
        new Networking(
            Optional.ofNullable(cluster.networkType()),
            Optional.ofNullable(cluster.internetAccessGatewayEnabled())),
        masterUser(cluster),
        cluster.dbClusterMembers().stream()
            .filter(member -> member.dbInstanceIdentifier() != null)
            .collect(
                Collectors.toMap(
                    DBClusterMember::dbInstanceIdentifier,
                    member -> orElse(member.dbClusterParameterGroupStatus(), "unknown"),
                    (one, other) -> other)),
        Used.NOT_ASKED);
  }

  private static MasterUser masterUser(DBCluster cluster) {
    var secret = Optional.ofNullable(cluster.masterUserSecret());
    return new MasterUser(
        Optional.ofNullable(cluster.masterUsername()),
        secret.map(managed -> managed.secretArn()),
        secret.map(managed -> managed.kmsKeyId()));
  }

  /// A group that is being taken off is still listed, with the status `removing`.
  private static Set<String> attachedGroups(DBCluster cluster) {
    return cluster.vpcSecurityGroups().stream()
        .filter(group -> !"removing".equals(group.status()))
        .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
        .collect(Collectors.toSet());
  }

  private static Set<ClusterRole> roles(DBCluster cluster) {
    return cluster.associatedRoles().stream()
        .map(role -> new ClusterRole(role.roleArn(), orElse(role.featureName(), "")))
        .collect(Collectors.toSet());
  }

  private static Pending pending(ClusterPendingModifiedValues values) {
    if (values == null) {
      return Pending.NONE;
    }
    var others = new TreeSet<String>();
    for (SdkField<?> field : values.sdkFields()) {
      if (!TYPED.contains(field.memberName()) && isSet(field.getValueOrDefault(values))) {
        others.add(requestName(field.memberName()));
      }
    }
    var logs =
        Optional.ofNullable(values.pendingCloudwatchLogsExports())
            .orElse(PendingCloudwatchLogsExports.builder().build());
    return new Pending(
        Optional.ofNullable(values.backupRetentionPeriod()),
        Optional.ofNullable(values.iamDatabaseAuthenticationEnabled()),
        Set.copyOf(logs.logTypesToEnable()),
        Set.copyOf(logs.logTypesToDisable()),
        others);
  }

  /// An empty element in the answer is a structure without values, which is nothing pending.
  static boolean isSet(Object value) {
    if (value instanceof SdkPojo structure) {
      return structure.sdkFields().stream()
          .anyMatch(field -> isSet(field.getValueOrDefault(structure)));
    }
    return value instanceof Collection<?> list ? !list.isEmpty() : value != null;
  }

  /// Some members have one name where they wait and another in ModifyDBCluster's request.
  static String requestName(String member) {
    return switch (member) {
      case "DBClusterIdentifier" -> "newDBClusterIdentifier";
      case "CertificateDetails" -> "cACertificateIdentifier";
      default -> Character.toLowerCase(member.charAt(0)) + member.substring(1);
    };
  }

  private static String orElse(String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}

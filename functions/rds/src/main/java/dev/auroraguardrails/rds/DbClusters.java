package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Pending;
import dev.auroraguardrails.model.ResourceId;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.ClusterPendingModifiedValues;
import software.amazon.awssdk.services.rds.model.DBCluster;

/// Turns the API's answer into the guard's own record.
final class DbClusters {
  /// Pending values that the record holds by type and not by name.
  private static final Set<String> TYPED =
      Set.of("BackupRetentionPeriod", "IAMDatabaseAuthenticationEnabled");

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
        cluster.port() == null ? OptionalInt.empty() : OptionalInt.of(cluster.port()),
        pending(cluster.pendingModifiedValues()));
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
    return new Pending(
        Optional.ofNullable(values.backupRetentionPeriod()),
        Optional.ofNullable(values.iamDatabaseAuthenticationEnabled()),
        others);
  }

  /// An empty element in the answer is a structure without values, which is nothing pending.
  private static boolean isSet(Object value) {
    if (value instanceof SdkPojo structure) {
      return structure.sdkFields().stream()
          .anyMatch(field -> isSet(field.getValueOrDefault(structure)));
    }
    return value instanceof Collection<?> list ? !list.isEmpty() : value != null;
  }

  /// Some members have one name where they wait and another in ModifyDBCluster's request.
  private static String requestName(String member) {
    return switch (member) {
      case "PendingCloudwatchLogsExports" -> "cloudwatchLogsExportConfiguration";
      case "DBClusterIdentifier" -> "newDBClusterIdentifier";
      case "CertificateDetails" -> "cACertificateIdentifier";
      default -> Character.toLowerCase(member.charAt(0)) + member.substring(1);
    };
  }

  private static String orElse(String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}

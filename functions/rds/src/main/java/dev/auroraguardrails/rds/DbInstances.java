package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.ResourceId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/// Turns the API's answer about a DB instance into the guard's own record.
final class DbInstances {
  private DbInstances() {}

  static DbInstance of(ResourceId asked, DBInstance instance) {
    ResourceId id =
        new ResourceId(
            asked.kind(),
            asked.account(),
            asked.region(),
            orElse(instance.dbInstanceIdentifier(), asked.name()));
    return new DbInstance(
        id,
        orElse(instance.dbiResourceId(), id.arn()),
        orElse(instance.engine(), "unknown"),
        orElse(instance.dbInstanceStatus(), "unknown"),
        Optional.ofNullable(instance.dbClusterIdentifier()),
        Optional.ofNullable(instance.publiclyAccessible()),
        Optional.ofNullable(instance.autoMinorVersionUpgrade()),
        Optional.ofNullable(instance.monitoringInterval())
            .map(
                seconds ->
                    new Monitoring(seconds, Optional.ofNullable(instance.monitoringRoleArn()))),
        pending(instance.pendingModifiedValues()));
  }

  private static Set<String> pending(PendingModifiedValues values) {
    if (values == null) {
      return Set.of();
    }
    return values.sdkFields().stream()
        .filter(field -> DbClusters.isSet(field.getValueOrDefault(values)))
        .map(SdkField::memberName)
        .map(DbClusters::requestName)
        .collect(Collectors.toSet());
  }

  private static String orElse(String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}

package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.ResourceId;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ExportTaskNotFoundException;

/// Reads exports of clusters and snapshots to S3.
final class ExportTasks {
  private ExportTasks() {}

  static Optional<ExportTask> read(RdsClient rds, ResourceId id) {
    try {
      return rds.describeExportTasks(r -> r.exportTaskIdentifier(id.name())).exportTasks().stream()
          .findFirst()
          .map(
              task ->
                  new ExportTask(
                      id,
                      orEmpty(task.sourceArn()),
                      orEmpty(task.status()),
                      orEmpty(task.s3Bucket()),
                      orEmpty(task.s3Prefix()),
                      orEmpty(task.iamRoleArn()),
                      orEmpty(task.kmsKeyId()),
                      Set.copyOf(task.exportOnly())));
    } catch (ExportTaskNotFoundException e) {
      return Optional.empty();
    }
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }
}

package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Remediation.CancelExport;
import dev.auroraguardrails.model.Remediation.DeleteIntegration;
import dev.auroraguardrails.model.Remediation.EnableEventSubscription;
import dev.auroraguardrails.model.Remediation.RestoreMonitoring;
import dev.auroraguardrails.model.Remediation.StartActivityStream;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.Resource.Integration;

/// The AWS CLI commands about streams, monitoring, subscriptions, exports and integrations.
final class DataCommands {
  private DataCommands() {}

  static String start(StartActivityStream s) {
    return AwsCli.command(s.target(), "rds start-activity-stream")
        + option("resource-arn", s.target().arn())
        + option("mode", s.mode())
        + option("kms-key-id", s.key())
        + " --apply-immediately";
  }

  static String stop(StartActivityStream s) {
    return AwsCli.command(s.target(), "rds stop-activity-stream")
        + option("resource-arn", s.target().arn())
        + " --apply-immediately";
  }

  static String monitor(RestoreMonitoring m, Monitoring monitoring) {
    return AwsCli.command(m.target(), "rds modify-db-instance")
        + option("db-instance-identifier", m.target().name())
        + option("monitoring-interval", String.valueOf(monitoring.seconds()))
        + monitoring.role().map(role -> option("monitoring-role-arn", role)).orElse("");
  }

  static String enable(EnableEventSubscription e, String flag) {
    return AwsCli.command(e.target(), "rds modify-event-subscription")
        + option("subscription-name", e.target().name())
        + flag;
  }

  static String cancel(CancelExport c) {
    return AwsCli.command(c.target(), "rds cancel-export-task")
        + option("export-task-identifier", c.target().name());
  }

  /// The identifier of an export is never free again.
  static String export(CancelExport c) {
    ExportTask task = c.export();
    return AwsCli.command(c.target(), "rds start-export-task")
        + option("export-task-identifier", c.target().name() + "-again")
        + option("source-arn", task.source())
        + option("s3-bucket-name", task.bucket())
        + (task.prefix().isEmpty() ? "" : option("s3-prefix", task.prefix()))
        + option("iam-role-arn", task.role())
        + option("kms-key-id", task.key())
        + (task.only().isEmpty()
            ? ""
            : " --export-only "
                + String.join(" ", task.only().stream().map(AwsCli::quoted).toList()));
  }

  static String delete(DeleteIntegration d) {
    return AwsCli.command(d.target(), "rds delete-integration")
        + option("integration-identifier", d.target().name());
  }

  static String integrate(DeleteIntegration d) {
    Integration made = d.integration();
    return AwsCli.command(d.target(), "rds create-integration")
        + option("integration-name", made.name())
        + option("source-arn", made.source())
        + option("target-arn", made.target())
        + (made.key().isEmpty() ? "" : option("kms-key-id", made.key()))
        + (made.filter().isEmpty() ? "" : option("data-filter", made.filter()));
  }

  private static String option(String name, String value) {
    return " --" + name + " " + AwsCli.quoted(value);
  }
}

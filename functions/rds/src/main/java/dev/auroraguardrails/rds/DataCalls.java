package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Remediation.CancelExport;
import dev.auroraguardrails.model.Remediation.DeleteIntegration;
import dev.auroraguardrails.model.Remediation.EnableEventSubscription;
import dev.auroraguardrails.model.Remediation.RestoreMonitoring;
import dev.auroraguardrails.model.Remediation.StartActivityStream;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.RdsResponse;

/// Puts back what records of a database go where: streams, monitoring, events, exports and
/// integrations. None of the answers shows enough, so the state is read.
final class DataCalls {
  private final RdsClient rds;
  private final RdsInventory inventory;

  DataCalls(RdsClient rds, RdsInventory inventory) {
    this.rds = rds;
    this.inventory = inventory;
  }

  Applied start(StartActivityStream wanted) {
    var answer =
        rds.startActivityStream(
            r ->
                r.resourceArn(wanted.target().arn())
                    .mode(wanted.mode())
                    .kmsKeyId(wanted.key())
                    .applyImmediately(true));
    return done(wanted.target(), answer);
  }

  Applied monitor(RestoreMonitoring wanted) {
    var to = wanted.monitoring().to();
    var answer =
        rds.modifyDBInstance(
            r ->
                r.dbInstanceIdentifier(wanted.target().name())
                    .monitoringInterval(to.seconds())
                    .monitoringRoleArn(to.role().orElse(null)));
    return done(wanted.target(), answer);
  }

  Applied enable(EnableEventSubscription wanted) {
    var answer =
        rds.modifyEventSubscription(r -> r.subscriptionName(wanted.target().name()).enabled(true));
    return done(wanted.target(), answer);
  }

  Applied cancel(CancelExport wanted) {
    var answer = rds.cancelExportTask(r -> r.exportTaskIdentifier(wanted.target().name()));
    return done(wanted.target(), answer);
  }

  Applied delete(DeleteIntegration wanted) {
    var answer = rds.deleteIntegration(r -> r.integrationIdentifier(wanted.target().name()));
    return done(wanted.target(), answer);
  }

  private Applied done(ResourceId target, RdsResponse answer) {
    return new Applied.Done(
        inventory.read(target, Set.of()).map(Resource.class::cast),
        answer.responseMetadata().requestId());
  }
}

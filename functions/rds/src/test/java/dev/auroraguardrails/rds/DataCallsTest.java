package dev.auroraguardrails.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.CancelExport;
import dev.auroraguardrails.model.Remediation.DeleteIntegration;
import dev.auroraguardrails.model.Remediation.EnableEventSubscription;
import dev.auroraguardrails.model.Remediation.RestoreMonitoring;
import dev.auroraguardrails.model.Remediation.StartActivityStream;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.Resource.EventSubscription;
import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.Resource.Integration;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;

/// Streams, monitoring, subscriptions, exports and integrations: the calls and what is read back.
class DataCallsTest {
  private static final ResourceId ORDERS = id(Kind.DB_CLUSTER, "orders");
  private static final ResourceId MEMBER = id(Kind.DB_INSTANCE, "orders-1");
  private static final ResourceId FAILURES = id(Kind.EVENT_SUBSCRIPTION, "failures");
  private static final ResourceId AWAY = id(Kind.EXPORT_TASK, "away");
  private static final ResourceId WAREHOUSE = id(Kind.INTEGRATION, "i-1");
  private static final ExportTask EXPORT =
      new ExportTask(AWAY, "source", "STARTING", "elsewhere", "", "role", "key", Set.of());
  private static final Integration COPY =
      new Integration(WAREHOUSE, "warehouse", "source", "target", "active", "key", "");

  private final Wire wire = new Wire();
  private final RdsClient rds = wire.client(RdsClient.builder());
  private final RdsInventory inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
  private final RdsRemediator remediator = new RdsRemediator(rds, inventory);

  private static ResourceId id(Kind kind, String name) {
    return new ResourceId(kind, "111122223333", "eu-central-1", name);
  }

  private Optional<Resource> done(Remediation remediation) {
    return ((Applied.Done) remediator.apply(remediation)).after();
  }

  @Test
  void startsAStreamAtOnceAndReadsTheCluster() {
    wire.answers("<Status>starting</Status>")
        .answers(
            "<DBClusters><DBCluster><DBClusterIdentifier>orders</DBClusterIdentifier>"
                + "<ActivityStreamStatus>starting</ActivityStreamStatus></DBCluster></DBClusters>");

    var after = done(new StartActivityStream(ORDERS, "async", "key-1"));

    assertThat(wire.calls())
        .containsExactly(
            "StartActivityStream ApplyImmediately=true KmsKeyId=key-1 Mode=async ResourceArn="
                + ORDERS.arn(),
            "DescribeDBClusters DBClusterIdentifier=orders");
    assertThat(((DbCluster) after.orElseThrow()).basics().activityStream().isOn()).isTrue();
  }

  @Test
  void whileAStreamStopsItWaits() {
    wire.fails(400, "InvalidDBClusterStateFault");

    assertThat(remediator.apply(new StartActivityStream(ORDERS, "async", "key-1")))
        .isInstanceOf(Applied.Busy.class);
  }

  @Test
  void givesMonitoringItsIntervalAndRoleBackWithoutApplyingWhatPends() {
    wire.answers("<DBInstance/>")
        .answers(
            "<DBInstances><DBInstance><DBInstanceIdentifier>orders-1</DBInstanceIdentifier>"
                + "<MonitoringInterval>60</MonitoringInterval></DBInstance></DBInstances>");
    var minute = new Monitoring(60, Optional.of("role-1"));

    var after = done(new RestoreMonitoring(MEMBER, new Step<>(Optional.empty(), minute)));

    assertThat(wire.calls().getFirst())
        .isEqualTo(
            "ModifyDBInstance DBInstanceIdentifier=orders-1 MonitoringInterval=60"
                + " MonitoringRoleArn=role-1");
    assertThat(((DbInstance) after.orElseThrow()).monitoring().orElseThrow().seconds())
        .isEqualTo(60);
  }

  @Test
  void switchesASubscriptionOnAndReadsIt() {
    wire.answers("<EventSubscription/>")
        .answers(
            "<EventSubscriptionsList><EventSubscription><Enabled>true</Enabled>"
                + "<SnsTopicArn>topic</SnsTopicArn><SourceType>db-cluster</SourceType>"
                + "<SourceIdsList><SourceId>orders</SourceId></SourceIdsList>"
                + "<EventCategoriesList><EventCategory>failure</EventCategory>"
                + "</EventCategoriesList></EventSubscription></EventSubscriptionsList>");

    assertThat(done(new EnableEventSubscription(FAILURES)))
        .contains(
            new EventSubscription(
                FAILURES,
                true,
                Optional.of(true),
                "topic",
                "db-cluster",
                Set.of("orders"),
                Set.of("failure")));
    assertThat(wire.calls())
        .containsExactly(
            "ModifyEventSubscription Enabled=true SubscriptionName=failures",
            "DescribeEventSubscriptions SubscriptionName=failures");
  }

  @Test
  void aSubscriptionThatIsNotThereIsReadAsGone() {
    wire.fails(404, "SubscriptionNotFound");

    assertThat(inventory.read(FAILURES, Set.of())).contains(EventSubscription.gone(FAILURES));
  }

  @Test
  void stopsAnExportAndReadsIt() {
    wire.answers("<Status>CANCELING</Status>")
        .answers(
            "<ExportTasks><ExportTask><SourceArn>source</SourceArn><Status>CANCELING</Status>"
                + "<S3Bucket>elsewhere</S3Bucket><IamRoleArn>role</IamRoleArn>"
                + "<KmsKeyId>key</KmsKeyId></ExportTask></ExportTasks>");

    assertThat(done(new CancelExport(AWAY, EXPORT))).contains(EXPORT.with("CANCELING"));
    assertThat(wire.calls())
        .containsExactly(
            "CancelExportTask ExportTaskIdentifier=away",
            "DescribeExportTasks ExportTaskIdentifier=away");
  }

  @Test
  void endsAnIntegrationAndReadsIt() {
    wire.answers("<Status>deleting</Status>")
        .answers(
            "<Integrations><Integration><IntegrationName>warehouse</IntegrationName>"
                + "<SourceArn>source</SourceArn><TargetArn>target</TargetArn>"
                + "<KMSKeyId>key</KMSKeyId><Status>deleting</Status></Integration></Integrations>");

    assertThat(done(new DeleteIntegration(WAREHOUSE, COPY))).contains(COPY.with("deleting"));
    assertThat(wire.calls())
        .containsExactly(
            "DeleteIntegration IntegrationIdentifier=i-1",
            "DescribeIntegrations IntegrationIdentifier=i-1");
  }

  @ParameterizedTest
  @CsvSource({"ExportTaskNotFound", "IntegrationNotFoundFault", "SubscriptionNotFound"})
  void whatIsGoneNeedsNothing(String code) {
    wire.fails(404, code);

    assertThat(done(new CancelExport(AWAY, EXPORT))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"InvalidExportTaskStateFault", "IntegrationConflictOperationFault"})
  void whatIsUnderWayIsLookedAtAgain(String code) {
    wire.fails(400, code);

    assertThat(remediator.apply(new CancelExport(AWAY, EXPORT))).isInstanceOf(Applied.Busy.class);
  }

  @Test
  void exportsAndIntegrationsThatAreNotThereAreEmpty() {
    wire.fails(404, "ExportTaskNotFound").fails(404, "IntegrationNotFoundFault");

    assertThat(inventory.read(AWAY, Set.of())).isEmpty();
    assertThat(inventory.read(WAREHOUSE, Set.of())).isEmpty();
  }
}

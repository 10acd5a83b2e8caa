package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Scope;
import dev.auroraguardrails.sweep.Surveyed;
import dev.auroraguardrails.sweep.Sweep;
import dev.auroraguardrails.sweeper.RegionSurvey;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// What a sweep costs in AWS calls: pages, one call for each manual snapshot, two for each key, and
/// up to two for
/// each parameter group in use (here one, which the plain emulator does not hold).
class SweepCallsTest {
  private static final String ACCOUNT = "123456789012";

  private static LocalEndpoint endpoint;
  private static final ConcurrentLinkedQueue<String> CALLS = new ConcurrentLinkedQueue<>();

  private static RdsClient rds;
  private static Ec2Client ec2;
  private static IamClient iam;
  private static AdjacentClients adjacent;
  private static String key;

  @BeforeAll
  static void start() {
    endpoint = LocalEndpoint.open();
    rds = client(RdsClient.builder());
    ec2 = client(Ec2Client.builder());
    iam = client(IamClient.builder());
    KmsClient kms = client(KmsClient.builder());
    adjacent =
        new AdjacentClients(
            kms,
            client(SecretsManagerClient.builder()),
            client(CloudWatchLogsClient.builder()),
            rds);
    key = kms.createKey(r -> r.description("of all")).keyMetadata().arn();
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  @Test
  void costsPagesAndACallForEachSnapshotAndParameterGroup() throws Exception {
    clusters(0, 8);
    List<String> small = sweep();
    clusters(8, 30);
    List<String> large = sweep();

    assertThat(small).filteredOn("DescribeDBClusterSnapshotAttributes"::equals).hasSize(2);
    assertThat(large).containsExactlyInAnyOrderElementsOf(small);
    assertThat(small)
        .filteredOn(call -> !call.equals("DescribeDBClusterSnapshotAttributes"))
        .containsExactlyInAnyOrder(
            "DescribeDBClusters",
            "DescribeDBClusters",
            "DescribeKey",
            "GetKeyPolicy",
            "DescribeDBInstances",
            "DescribeDBClusterParameterGroups",
            "DescribeDBClusterSnapshots",
            "DescribeSecurityGroupRules",
            "DescribeSecurityGroups",
            "GetAccountAuthorizationDetails");
  }

  private static List<String> sweep() throws Exception {
    CALLS.clear();
    Surveyed surveyed =
        new RegionSurvey(rds, ec2, iam, adjacent, InstantSource.system())
            .read(ACCOUNT, "eu-central-1", read -> {});
    List<String> calls = List.copyOf(CALLS);
    Report report =
        new Sweep(Presets.named(Presets.RECOMMENDED), Sweep.Memory.NONE)
            .report(surveyed, Scope.ALL, InstantSource.system().instant());
    assertThat(report.unread()).isEmpty();
    assertThat(report.findings())
        .extracting(Report.Item::control)
        .contains("RESIL-01", "NET-01", "DATA-01");
    return calls;
  }

  /// Unprotected clusters, each with a group of its own that lets the world in; two snapshots, one
  /// of them public.
  private static void clusters(int from, int to) {
    String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
    for (int number = from; number < to; number++) {
      String name = "orders-" + number;
      String group =
          ec2.createSecurityGroup(r -> r.groupName(name).description(name).vpcId(vpc)).groupId();
      ec2.authorizeSecurityGroupIngress(
          r -> r.groupId(group).ipProtocol("tcp").fromPort(5432).toPort(5432).cidrIp("0.0.0.0/0"));
      rds.createDBCluster(
          r ->
              r.dbClusterIdentifier(name)
                  .engine("aurora-postgresql")
                  .masterUsername("root_user")
                  .masterUserPassword("not-a-secret")
                  .port(5432)
                  .storageEncrypted(true)
                  .kmsKeyId(key)
                  .vpcSecurityGroupIds(group));
    }
    if (from == 0) {
      for (String name : List.of("before", "after")) {
        rds.createDBClusterSnapshot(
            r -> r.dbClusterIdentifier("orders-0").dbClusterSnapshotIdentifier(name));
      }
      rds.modifyDBClusterSnapshotAttribute(
          r -> r.dbClusterSnapshotIdentifier("before").attributeName("restore").valuesToAdd("all"));
    }
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder) {
    return builder
        .region(Region.EU_CENTRAL_1)
        .endpointOverride(endpoint.uri())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(o -> o.addExecutionInterceptor(new Recorder()))
        .build();
  }

  private static final class Recorder implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      CALLS.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
  }
}

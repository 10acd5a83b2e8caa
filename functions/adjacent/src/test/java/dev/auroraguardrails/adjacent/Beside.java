package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The services beside RDS on a wire, with answers as AWS gives them.
final class Beside {
  static final ResourceId KEY =
      new ResourceId(Kind.ENCRYPTION_KEY, "111122223333", "eu-central-1", "1234abcd");

  static final ResourceId SECRET =
      new ResourceId(Kind.SECRET, "111122223333", "eu-central-1", "orders-app-AbCdEf");
  static final ResourceId LOGS =
      new ResourceId(
          Kind.LOG_GROUP, "111122223333", "eu-central-1", "/aws/rds/cluster/orders/postgresql");

  final AwsWire wire = new AwsWire();
  final AdjacentClients clients =
      new AdjacentClients(
          client(KmsClient.builder()),
          client(SecretsManagerClient.builder()),
          client(CloudWatchLogsClient.builder()),
          client(RdsClient.builder()));

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return wire.client(
        builder.overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())));
  }

  Beside key(String state, String more) {
    wire.answer(
        "DescribeKey",
        "{\"KeyMetadata\":{\"KeyId\":\"1234abcd\",\"KeyState\":\"%s\"%s}}".formatted(state, more));
    return this;
  }

  /// An enabled or other key, a cluster's, with a policy.
  Beside keyInUse(String state) {
    key(state, "").clusters(cluster("orders", "1234abcd"));
    return keyPolicy("{}");
  }

  Beside keyPolicy(String policy) {
    wire.answer("GetKeyPolicy", "{\"Policy\":\"%s\"}".formatted(policy.replace("\"", "\\\"")));
    return this;
  }

  Beside answers(String operation, String json) {
    wire.answer(operation, json.replace('\'', '"'));
    return this;
  }

  Beside proxies(String... proxies) {
    wire.answer(
        "DescribeDBProxies",
        "<DescribeDBProxiesResponse><DescribeDBProxiesResult><DBProxies>%s</DBProxies></DescribeDBProxiesResult></DescribeDBProxiesResponse>"
            .formatted(String.join("", proxies)));
    return this;
  }

  static String proxy(String name, String secret) {
    return "<member><DBProxyName>%s</DBProxyName><Auth><member><SecretArn>%s</SecretArn></member></Auth></member>"
        .formatted(name, secret);
  }

  Beside targets(String type, String resource) {
    wire.answer(
        "DescribeDBProxyTargets",
        "<DescribeDBProxyTargetsResponse><DescribeDBProxyTargetsResult><Targets><member><Type>%s</Type><RdsResourceId>%s</RdsResourceId></member></Targets></DescribeDBProxyTargetsResult></DescribeDBProxyTargetsResponse>"
            .formatted(type, resource));
    return this;
  }

  Beside fails(String operation, int status, String code) {
    wire.answer(operation, status, "{\"__type\":\"%s\",\"message\":\"said so\"}".formatted(code));
    return this;
  }

  Beside clusters(String... clusters) {
    wire.answer(
        "DescribeDBClusters",
        "<DescribeDBClustersResponse><DescribeDBClustersResult><DBClusters>%s</DBClusters></DescribeDBClustersResult></DescribeDBClustersResponse>"
            .formatted(String.join("", clusters)));
    return this;
  }

  static String cluster(String name, String engine, String status, String more) {
    return "<DBCluster><DBClusterIdentifier>%s</DBClusterIdentifier><Engine>%s</Engine><Status>%s</Status>%s</DBCluster>"
        .formatted(name, engine, status, more);
  }

  static String encryptedBy(String key) {
    return "<KmsKeyId>arn:aws:kms:eu-central-1:111122223333:key/" + key + "</KmsKeyId>";
  }

  /// An available Aurora cluster.
  static String cluster(String name, String key) {
    return cluster(name, "aurora-mysql", "available", encryptedBy(key));
  }

  List<String> calls() {
    return wire.calls();
  }

  /// Their names alone.
  List<String> operations() {
    return calls().stream()
        .map(call -> Stream.of(call.split(" ", 2)).findFirst().orElseThrow())
        .map(name -> name.replaceFirst("^.*[.=]", ""))
        .toList();
  }
}

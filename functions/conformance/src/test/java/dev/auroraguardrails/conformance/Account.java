package dev.auroraguardrails.conformance;

import dev.auroraguardrails.adjacent.AdjacentClients;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// An account of the local AWS as somebody's clients see it.
record Account(URI endpoint, ExecutionInterceptor interceptor) {
  private static final SdkHttpClient HTTP = Apache5HttpClient.create();

  /// Nothing happens to these clients' calls.
  static Account quiet(URI endpoint) {
    return new Account(endpoint, new ExecutionInterceptor() {});
  }

  AdjacentClients adjacent() {
    return new AdjacentClients(
        client(KmsClient.builder()),
        client(SecretsManagerClient.builder()),
        client(CloudWatchLogsClient.builder()),
        client(RdsClient.builder()));
  }

  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(HTTP)
        .overrideConfiguration(o -> o.addExecutionInterceptor(interceptor))
        .build();
  }
}

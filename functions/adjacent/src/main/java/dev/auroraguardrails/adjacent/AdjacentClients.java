package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.aws.Clients;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The services beside RDS, and RDS to ask who depends on them; all of one Region.
public record AdjacentClients(
    KmsClient kms, SecretsManagerClient secrets, CloudWatchLogsClient logs, RdsClient rds) {

  /// @param region as the event names it
  public static AdjacentClients of(String region) {
    return new AdjacentClients(
        Clients.build(KmsClient.builder(), region),
        Clients.build(SecretsManagerClient.builder(), region),
        Clients.build(CloudWatchLogsClient.builder(), region),
        Clients.build(RdsClient.builder(), region));
  }
}

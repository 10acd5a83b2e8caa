package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.aws.Clients;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;

/// The services beside RDS, and RDS to ask who depends on them; all of one Region.
public record AdjacentClients(KmsClient kms, RdsClient rds) {

  /// @param region as the event names it
  public static AdjacentClients of(String region) {
    return new AdjacentClients(
        Clients.build(KmsClient.builder(), region), Clients.build(RdsClient.builder(), region));
  }
}

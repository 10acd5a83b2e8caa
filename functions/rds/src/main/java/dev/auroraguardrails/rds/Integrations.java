package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Resource.Integration;
import dev.auroraguardrails.model.ResourceId;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.IntegrationNotFoundException;

/// Reads zero-ETL integrations.
final class Integrations {
  private Integrations() {}

  static Optional<Integration> read(RdsClient rds, ResourceId id) {
    try {
      return rds
          .describeIntegrations(r -> r.integrationIdentifier(id.name()))
          .integrations()
          .stream()
          .findFirst()
          .map(
              one ->
                  new Integration(
                      id,
                      orEmpty(one.integrationName()),
                      orEmpty(one.sourceArn()),
                      orEmpty(one.targetArn()),
                      orEmpty(one.statusAsString()),
                      orEmpty(one.kmsKeyId()),
                      orEmpty(one.dataFilter())));
    } catch (IntegrationNotFoundException e) {
      return Optional.empty();
    }
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }
}

package dev.auroraguardrails.slack;

import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.parameters.secrets.SecretsProvider;

/// The destination out of Secrets Manager. It is kept for a minute, so that a new webhook serves
/// the next try of a message that the old one refused.
final class Secrets {
  private static final int MINUTES = 1;

  private final SecretsProvider provider;
  private final String secretArn;

  Secrets(SecretsManagerClient client, String secretArn) {
    this.provider = SecretsProvider.builder().withClient(client).build();
    this.secretArn = secretArn;
  }

  Destination destination() {
    return Destination.read(provider.withMaxAge(MINUTES, ChronoUnit.MINUTES).get(secretArn));
  }
}

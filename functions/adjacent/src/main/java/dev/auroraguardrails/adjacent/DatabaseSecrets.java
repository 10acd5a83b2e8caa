package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DatabaseSecret.Rotation;
import dev.auroraguardrails.model.ResourceId;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// Reads what a secret is, and never what is in it.
final class DatabaseSecrets {
  /// The tag that RDS puts on the secret that it makes for a cluster's master user.
  private static final String CLUSTER = "aws:rds:primaryDBClusterArn";

  private final SecretsManagerClient secrets;
  private final SecretUsers users;

  DatabaseSecrets(AdjacentClients clients, Baseline baseline) {
    this.secrets = clients.secrets();
    this.users = new SecretUsers(clients.rds(), baseline);
  }

  Optional<DatabaseSecret> read(ResourceId id) {
    DescribeSecretResponse found;
    try {
      found = secrets.describeSecret(r -> r.secretId(id.arn()));
    } catch (ResourceNotFoundException e) {
      return gone(id);
    }
    Optional<String> cluster =
        found.tags().stream()
            .filter(tag -> tag.key().equals(CLUSTER))
            .map(tag -> tag.value())
            .findFirst();
    Set<String> usedBy = users.of(id.arn(), found.name(), cluster);
    boolean readable = !usedBy.isEmpty() && found.deletedDate() == null;
    return Optional.of(
        new DatabaseSecret(
            id,
            found.name(),
            Optional.ofNullable(found.deletedDate()),
            false,
            rotation(found),
            readable ? policy(id) : Optional.empty(),
            usedBy));
  }

  /// One that is gone is told of where somebody still depends on it.
  private Optional<DatabaseSecret> gone(ResourceId id) {
    String name = id.name().replaceFirst("-[A-Za-z0-9]{6}$", "");
    Set<String> usedBy = users.of(id.arn(), name, Optional.empty());
    return usedBy.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DatabaseSecret(
                id, name, Optional.empty(), true, Optional.empty(), Optional.empty(), usedBy));
  }

  private Optional<String> policy(ResourceId id) {
    return Optional.ofNullable(
        secrets.getResourcePolicy(r -> r.secretId(id.arn())).resourcePolicy());
  }

  private static Optional<Rotation> rotation(DescribeSecretResponse found) {
    if (!Boolean.TRUE.equals(found.rotationEnabled())) {
      return Optional.empty();
    }
    var rules = Optional.ofNullable(found.rotationRules());
    return Optional.of(
        new Rotation(
            Optional.ofNullable(found.rotationLambdaARN()),
            rules.map(r -> r.automaticallyAfterDays()),
            rules.map(r -> r.scheduleExpression()),
            rules.map(r -> r.duration())));
  }
}

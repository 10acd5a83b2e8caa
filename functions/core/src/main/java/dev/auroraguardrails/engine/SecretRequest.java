package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import java.util.Optional;

/// What calls on Secrets Manager ask of a secret.
final class SecretRequest {
  private SecretRequest() {}

  /// @return whether the call changed what the subject names
  static boolean touches(ChangeEvent change, String subject) {
    return switch (change.name()) {
      case "DeleteSecret" -> subject.equals(DatabaseSecret.DELETION);
      case "CancelRotateSecret", "RotateSecret" -> subject.equals(DatabaseSecret.ROTATION);
      case "PutResourcePolicy", "DeleteResourcePolicy" -> subject.equals(DatabaseSecret.POLICY);
      default -> false;
    };
  }

  /// @return the secret as the call leaves it
  static DatabaseSecret on(DatabaseSecret secret, ChangeEvent change) {
    return switch (change.name()) {
      case "DeleteSecret" ->
          secret.deletion().isPresent() || secret.gone()
              ? secret
              : secret.deletedAt(Optional.of(change.time()));
      case "CancelRotateSecret" -> secret.rotated(Optional.empty());
      case "PutResourcePolicy" ->
          secret.governedBy(Fields.text(change.request(), "resourcePolicy").or(secret::policy));
      case "DeleteResourcePolicy" -> secret.governedBy(Optional.empty());
      default -> secret;
    };
  }
}

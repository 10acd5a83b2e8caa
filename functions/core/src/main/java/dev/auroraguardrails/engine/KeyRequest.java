package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import java.util.Optional;

/// What calls on KMS ask of a key.
final class KeyRequest {
  private KeyRequest() {}

  /// @return whether the call changed what the subject names
  static boolean touches(ChangeEvent change, String subject) {
    return switch (change.name()) {
      case "ScheduleKeyDeletion" -> true;
      case "DisableKey" -> subject.equals(EncryptionKey.USE);
      default -> false;
    };
  }

  /// @return the key as the call leaves it
  static EncryptionKey on(EncryptionKey key, ChangeEvent change) {
    return switch (change.name()) {
      case "ScheduleKeyDeletion" -> key.in(EncryptionKey.PENDING_DELETION, key.deletion());
      case "DisableKey" ->
          key.deletion().isPresent() ? key : key.in(EncryptionKey.DISABLED, Optional.empty());
      default -> key;
    };
  }
}

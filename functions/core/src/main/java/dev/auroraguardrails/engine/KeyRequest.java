package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What calls on KMS ask of a key.
final class KeyRequest {
  private KeyRequest() {}

  /// @return what of the key has to be read: the grant that the call made
  static Set<String> parts(ChangeEvent change) {
    return grantId(change).map(EncryptionKey::grantPart).map(Set::of).orElse(Set.of());
  }

  /// @return whether the call changed what the subject names
  static boolean touches(ChangeEvent change, String subject) {
    return switch (change.name()) {
      case "ScheduleKeyDeletion" ->
          subject.equals(EncryptionKey.DELETION) || subject.equals(EncryptionKey.USE);
      case "DisableKey" -> subject.equals(EncryptionKey.USE);
      case "PutKeyPolicy" -> subject.equals(EncryptionKey.POLICY);
      case "CreateGrant" -> parts(change).contains(subject);
      default -> false;
    };
  }

  /// @return the key as the call leaves it
  static EncryptionKey on(EncryptionKey key, ChangeEvent change) {
    return switch (change.name()) {
      case "ScheduleKeyDeletion" -> key.in(EncryptionKey.PENDING_DELETION, key.deletion());
      case "DisableKey" ->
          key.deletion().isPresent() ? key : key.in(EncryptionKey.DISABLED, Optional.empty());
      case "PutKeyPolicy" ->
          key.governedBy(Fields.text(change.request(), "policy").or(key::policy));
      case "CreateGrant" -> grantId(change).map(id -> granted(key, id, change)).orElse(key);
      default -> key;
    };
  }

  private static Optional<String> grantId(ChangeEvent change) {
    return change.name().equals("CreateGrant")
        ? Fields.text(change.response(), "grantId")
        : Optional.empty();
  }

  private static EncryptionKey granted(EncryptionKey key, String id, ChangeEvent change) {
    JsonNode request = change.request();
    JsonNode constraints = Fields.get(request, "constraints");
    var grants = new TreeMap<>(key.grants());
    grants.putIfAbsent(
        id,
        new KeyGrant(
            id,
            Fields.text(request, "granteePrincipal").orElse(""),
            Set.copyOf(Fields.texts(request, "operations[]")),
            Fields.text(request, "name"),
            context(constraints, "encryptionContextSubset"),
            context(constraints, "encryptionContextEquals")));
    return key.with(grants);
  }

  private static Map<String, String> context(JsonNode constraints, String name) {
    var context = new HashMap<String, String>();
    Fields.get(constraints, name)
        .properties()
        .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
    return context;
  }
}

package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.adjacent.KeyUsers.Users;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.iam.KeysClosedToStrangers;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Ledger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.InvalidGrantIdException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// Reads KMS keys. Services of AWS make grants all day: who depends on a key is asked of a grant
/// only where that was given to a stranger.
final class EncryptionKeys {
  private final KmsClient kms;
  private final KeyUsers users;
  private final Baseline baseline;

  EncryptionKeys(AdjacentClients clients, Ledger ledger, Baseline baseline) {
    this(clients, new KeyUsers(clients.rds(), ledger), baseline);
  }

  EncryptionKeys(AdjacentClients clients, KeyUsers users, Baseline baseline) {
    this.kms = clients.kms();
    this.users = users;
    this.baseline = baseline;
  }

  Optional<EncryptionKey> read(ResourceId id, Set<String> parts) {
    return read(id, parts, users::of);
  }

  /// Reads the state again; who depends on it is what was known at the last read.
  Optional<EncryptionKey> readBack(ResourceId id, Set<String> parts) {
    return read(id, parts, users::lastSeen);
  }

  /// Nobody but AWS can do anything to a key that AWS manages.
  private Optional<EncryptionKey> read(
      ResourceId id, Set<String> parts, Function<ResourceId, Users> usedBy) {
    try {
      Optional<String> asked = EncryptionKey.grantAskedFor(parts);
      Map<String, KeyGrant> grants = asked.map(grant -> grants(id, grant)).orElse(Map.of());
      boolean harmless =
          asked.isPresent()
              && grants.values().stream()
                  .noneMatch(grant -> KeysClosedToStrangers.isSuspect(grant, id, baseline));
      KeyMetadata found = kms.describeKey(r -> r.keyId(id.name())).keyMetadata();
      boolean aws = found.keyManager() == KeyManagerType.AWS;
      Users clusters = aws || harmless ? users.lastSeen(id) : usedBy.apply(id);
      return Optional.of(
          new EncryptionKey(
              id,
              found.keyStateAsString(),
              Optional.ofNullable(found.deletionDate()),
              clusters.clusters(),
              clusters.cutOff(),
              clusters.clusters().isEmpty() ? Optional.empty() : Optional.of(policy(id)),
              grants));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private String policy(ResourceId id) {
    return kms.getKeyPolicy(r -> r.keyId(id.name()).policyName("default")).policy();
  }

  private Map<String, KeyGrant> grants(ResourceId id, String grantId) {
    var found = new HashMap<String, KeyGrant>();
    try {
      kms.listGrants(r -> r.keyId(id.name()).grantId(grantId)).grants().stream()
          .filter(grant -> grantId.equals(grant.grantId()))
          .forEach(grant -> found.put(grantId, of(grant)));
    } catch (NotFoundException | InvalidGrantIdException e) {
      return Map.of();
    }
    return found;
  }

  private static KeyGrant of(GrantListEntry grant) {
    GrantConstraints constraints =
        grant.constraints() == null ? GrantConstraints.builder().build() : grant.constraints();
    return new KeyGrant(
        grant.grantId(),
        grant.granteePrincipal() == null ? "" : grant.granteePrincipal(),
        Set.copyOf(grant.operationsAsStrings()),
        Optional.ofNullable(grant.name()).filter(name -> !name.isEmpty()),
        constraints.encryptionContextSubset(),
        constraints.encryptionContextEquals());
  }
}

package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.adjacent.KeyUsers.Users;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// Reads KMS keys and which Aurora clusters they encrypt.
public final class AdjacentInventory implements Inventory {
  private final KmsClient kms;
  private final KeyUsers users;

  public AdjacentInventory(AdjacentClients clients, Ledger ledger) {
    this.kms = clients.kms();
    this.users = new KeyUsers(clients.rds(), ledger);
  }

  @Override
  public Optional<Resource> read(ResourceId id, Set<String> parts) {
    return switch (id.kind()) {
      case ENCRYPTION_KEY -> key(id, users::of);
      case DB_CLUSTER,
          DB_CLUSTER_SNAPSHOT,
          DB_INSTANCE,
          DB_CLUSTER_PARAMETER_GROUP,
          GLOBAL_CLUSTER,
          SECURITY_GROUP,
          ROLE,
          USER,
          GROUP ->
          throw new IllegalArgumentException("wanted a KMS key, got " + id);
    };
  }

  /// Reads the state again; who depends on it is what was known at the last read.
  Optional<Resource> readBack(ResourceId id) {
    return key(id, users::lastSeen);
  }

  /// Nobody but AWS can do anything to a key that AWS manages.
  private Optional<Resource> key(ResourceId id, Function<ResourceId, Users> usedBy) {
    try {
      KeyMetadata found = kms.describeKey(r -> r.keyId(id.name())).keyMetadata();
      Users clusters = found.keyManager() == KeyManagerType.AWS ? Users.NONE : usedBy.apply(id);
      return Optional.of(
          new EncryptionKey(
              id,
              found.keyStateAsString(),
              Optional.ofNullable(found.deletionDate()),
              clusters.clusters(),
              clusters.cutOff()));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }
}

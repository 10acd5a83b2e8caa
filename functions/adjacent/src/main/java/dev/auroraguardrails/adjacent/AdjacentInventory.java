package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.RevokeGrant;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import java.util.Optional;
import java.util.Set;

/// Reads KMS keys, secrets and log groups, and what of Aurora depends on them.
public final class AdjacentInventory implements Inventory {
  private final EncryptionKeys keys;
  private final DatabaseSecrets secrets;
  private final LogGroups groups;

  /// @param ledger remembers which clusters a key encrypts
  /// @param baseline names trusted accounts, and secrets that nothing else tells to be Aurora's
  public AdjacentInventory(AdjacentClients clients, Ledger ledger, Baseline baseline) {
    this.keys = new EncryptionKeys(clients, ledger, baseline);
    this.secrets = new DatabaseSecrets(clients, baseline);
    this.groups = new LogGroups(clients);
  }

  @Override
  public Optional<Resource> read(ResourceId id, Set<String> parts) {
    return switch (id.kind()) {
      case ENCRYPTION_KEY -> keys.read(id, parts).map(Resource.class::cast);
      case SECRET -> secrets.read(id).map(Resource.class::cast);
      case LOG_GROUP -> Optional.of(groups.read(id));
      case DB_CLUSTER,
          DB_CLUSTER_SNAPSHOT,
          DB_INSTANCE,
          DB_CLUSTER_PARAMETER_GROUP,
          GLOBAL_CLUSTER,
          DB_SUBNET_GROUP,
          AUTOMATED_BACKUP,
          BLUE_GREEN_DEPLOYMENT,
          EVENT_SUBSCRIPTION,
          EXPORT_TASK,
          INTEGRATION,
          POLICY,
          SECURITY_GROUP,
          BACKUP_PLAN,
          BACKUP_VAULT,
          DETECTOR,
          PREFIX_LIST,
          ROUTE_TABLE,
          NETWORK_ACL,
          VPC_PART,
          ROLE,
          USER,
          GROUP ->
          throw new IllegalArgumentException("wanted a key, a secret or a log group, got " + id);
    };
  }

  /// Reads what a remediation was made on again.
  Optional<Resource> readBack(Remediation made) {
    ResourceId id = made.target();
    Set<String> parts =
        made instanceof RevokeGrant revoked
            ? Set.of(EncryptionKey.grantPart(revoked.grant().id()))
            : Set.of();
    return id.kind() == ResourceId.Kind.ENCRYPTION_KEY
        ? keys.readBack(id, parts).map(Resource.class::cast)
        : read(id, parts);
  }
}

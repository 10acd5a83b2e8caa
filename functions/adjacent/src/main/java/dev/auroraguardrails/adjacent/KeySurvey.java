package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads every KMS key of this account that an Aurora cluster depends on: the pages of the
/// clusters, and two calls for each key.
public final class KeySurvey {
  private final KeyUsers users;
  private final EncryptionKeys keys;
  private final String account;
  private final String region;

  public KeySurvey(AdjacentClients clients, String account, String region) {
    Baseline baseline = Presets.named(Presets.OBSERVE); // No grant is asked for.
    this.users = new KeyUsers(clients.rds(), new InMemoryLedger());
    this.keys = new EncryptionKeys(clients, users, baseline);
    this.account = account;
    this.region = region;
  }

  /// Reads every page of DescribeDBClusters.
  public List<ResourceId> keys() {
    return users.all(account, region);
  }

  /// @param id one of {@link #keys()}
  public Optional<EncryptionKey> key(ResourceId id) {
    return keys.readBack(id, Set.of());
  }
}

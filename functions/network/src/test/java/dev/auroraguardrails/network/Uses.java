package dev.auroraguardrails.network;

import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A ledger that shows which clusters it was told to use a group.
final class Uses extends InMemoryLedger {
  final Map<String, Set<ClusterUse>> stored = new HashMap<>();
  final List<String> written = new ArrayList<>();

  @Override
  public synchronized Set<ClusterUse> clustersUsing(ResourceId securityGroup) {
    return stored.getOrDefault(securityGroup.name(), Set.of());
  }

  @Override
  public synchronized void rememberUse(ResourceId securityGroup, Set<ClusterUse> clusters) {
    written.add(securityGroup.name());
    stored.put(securityGroup.name(), clusters);
  }
}

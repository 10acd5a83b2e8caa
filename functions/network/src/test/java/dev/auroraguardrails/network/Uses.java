package dev.auroraguardrails.network;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A ledger that knows of nothing but which clusters use a group.
final class Uses implements Ledger {
  final Map<String, Set<ClusterUse>> stored = new HashMap<>();
  final List<String> written = new ArrayList<>();

  @Override
  public Set<ClusterUse> clustersUsing(ResourceId securityGroup) {
    return stored.getOrDefault(securityGroup.name(), Set.of());
  }

  @Override
  public void rememberUse(ResourceId securityGroup, Set<ClusterUse> clusters) {
    written.add(securityGroup.name());
    stored.put(securityGroup.name(), clusters);
  }

  @Override
  public boolean lease(ResourceId resource, String owner, Instant now, Instant until) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release(ResourceId resource, String owner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Claim claim(String incidentId, String owner, Instant now, Instant until, Alert draft) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void giveBack(String incidentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Incident> incident(String incidentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void done(String incidentId, Alert alert) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void published(String incidentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void reverted(String control, ResourceId resource, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int revertsSince(String control, ResourceId resource, Instant since) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <R extends Resource> Optional<LastGood<R>> lastGood(String immutableId, Class<R> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remember(Resource resource, Instant asOf) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forget(String immutableId) {
    throw new UnsupportedOperationException();
  }
}

package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.AccountBrake;
import dev.auroraguardrails.port.Ledger;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A ledger that lasts as long as the process: for the command line and for tests.
public class InMemoryLedger implements Ledger {
  private final Map<ResourceId, Lease> leases = new HashMap<>();
  private final Map<String, Lease> claims = new HashMap<>();
  private final Map<String, Set<String>> opened = new HashMap<>();
  private final Map<String, Incident> incidents = new HashMap<>();
  private final Map<Brake, Map<String, Instant>> reverts = new HashMap<>();
  private final Map<String, LastGood<Resource>> good = new HashMap<>();
  private final Set<String> calls = new HashSet<>();
  private AccountBrake accountBrake = AccountBrake.FREE;
  private final Map<ResourceId, Set<ClusterUse>> uses = new HashMap<>();

  private record Lease(String owner, Instant until) {
    boolean keepsOut(String other, Instant now) {
      return !owner.equals(other) && until.isAfter(now);
    }
  }

  private record Brake(String control, ResourceId resource) {}

  @Override
  public synchronized boolean lease(ResourceId resource, String owner, Instant now, Instant until) {
    Lease held = leases.get(resource);
    if (held != null && held.keepsOut(owner, now)) {
      return false;
    }
    leases.put(resource, new Lease(owner, until));
    return true;
  }

  @Override
  public synchronized void release(ResourceId resource, String owner) {
    leases.computeIfPresent(resource, (id, held) -> held.owner().equals(owner) ? null : held);
  }

  @Override
  public synchronized void opens(String message, Set<String> incidentIds, Instant at) {
    opened.computeIfAbsent(message, key -> new TreeSet<>()).addAll(incidentIds);
  }

  @Override
  public synchronized Set<String> openedBy(String message) {
    return Set.copyOf(opened.getOrDefault(message, Set.of()));
  }

  @Override
  public synchronized Claim claim(
      String incidentId,
      String owner,
      Instant now,
      Instant until,
      Alert draft,
      List<Remediation> calls) {
    Incident known = incidents.get(incidentId);
    if (known != null && known.done()) {
      return Claim.DONE;
    }
    Lease held = claims.get(incidentId);
    if (held != null && held.keepsOut(owner, now)) {
      return Claim.BUSY;
    }
    Alert first = known == null ? draft : known.alert();
    claims.put(incidentId, new Lease(owner, until));
    incidents.put(incidentId, new Incident(false, until, first, false, calls));
    return known == null ? Claim.MINE : Claim.TAKEN_OVER;
  }

  @Override
  public synchronized Optional<Incident> incident(String incidentId) {
    return Optional.ofNullable(incidents.get(incidentId));
  }

  @Override
  public synchronized void done(String incidentId, Alert alert) {
    Incident known = incidents.get(incidentId);
    if (known != null && known.done()) {
      return;
    }
    Instant leaseUntil = known == null ? alert.at() : known.leaseUntil();
    List<Remediation> calls = known == null ? List.of() : known.calls();
    incidents.put(incidentId, new Incident(true, leaseUntil, alert, true, calls));
  }

  @Override
  public synchronized void giveBack(String incidentId) {
    incidents.computeIfPresent(incidentId, (id, known) -> known.done() ? known : null);
    claims.remove(incidentId);
  }

  @Override
  public synchronized void published(String incidentId) {
    incidents.computeIfPresent(
        incidentId,
        (id, known) ->
            known.done()
                ? new Incident(true, known.leaseUntil(), known.alert(), false, known.calls())
                : known);
  }

  @Override
  public synchronized void reverted(
      String control, ResourceId resource, String incidentId, Instant at) {
    reverts
        .computeIfAbsent(new Brake(control, resource), key -> new HashMap<>())
        .putIfAbsent(incidentId, at);
  }

  @Override
  public synchronized int revertsSince(String control, ResourceId resource, Instant since) {
    return (int)
        reverts.getOrDefault(new Brake(control, resource), Map.of()).values().stream()
            .filter(at -> !at.isBefore(since))
            .count();
  }

  @Override
  public synchronized AccountBrake accountBrake() {
    return accountBrake;
  }

  @Override
  public synchronized boolean replaceAccountBrake(AccountBrake next) {
    if (next.version() != accountBrake.version()) {
      return false;
    }
    accountBrake =
        new AccountBrake(next.version() + 1, next.reverts(), next.engaged(), next.told());
    return true;
  }

  @Override
  public synchronized void called(String requestId, Instant at) {
    calls.add(requestId);
  }

  @Override
  public synchronized boolean isOwnCall(String requestId) {
    return calls.contains(requestId);
  }

  @Override
  public synchronized int known() {
    return good.size();
  }

  @Override
  public synchronized <R extends Resource> Optional<LastGood<R>> lastGood(
      String immutableId, Class<R> type) {
    return Optional.ofNullable(good.get(immutableId))
        .filter(known -> type.isInstance(known.state()))
        .map(known -> new LastGood<>(type.cast(known.state()), known.asOf()));
  }

  @Override
  public synchronized void remember(Resource resource, Instant asOf) {
    LastGood<Resource> known = good.get(resource.immutableId());
    if (known == null || known.asOf().isBefore(asOf)) {
      good.put(resource.immutableId(), new LastGood<>(resource, asOf));
    }
  }

  @Override
  public synchronized void forget(String immutableId) {
    good.remove(immutableId);
  }

  @Override
  public synchronized Set<ClusterUse> clustersUsing(ResourceId securityGroup) {
    return uses.getOrDefault(securityGroup, Set.of());
  }

  @Override
  public synchronized void rememberUse(ResourceId securityGroup, Set<ClusterUse> clusters) {
    uses.put(securityGroup, Set.copyOf(clusters));
  }
}

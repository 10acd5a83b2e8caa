package dev.auroraguardrails.aws;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.AccountBrake;
import dev.auroraguardrails.port.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The ledger in one DynamoDB table, by what each item holds. Needs GetItem, PutItem, UpdateItem
/// and DeleteItem on the keys of its family and on `brake#…`, which the families share.
public final class DynamoDbLedger implements Ledger {
  private final LeaseItems leases;
  private final IncidentItems incidents;
  private final BrakeItems brakes;
  private final CallItems calls;
  private final MemoryItems memory;

  /// A view of the family's items.
  ///
  /// @param table the table's name: a string key `pk`, TTL on `expires`
  public DynamoDbLedger(DynamoDbClient client, String table, Family family) {
    this(client, table, family.label());
  }

  /// A view of the items whose keys begin with `label`.
  DynamoDbLedger(DynamoDbClient client, String table, String label) {
    var items = new Table(client, table);
    var keys = new Keys(label);
    this.leases = new LeaseItems(items, keys);
    this.incidents = new IncidentItems(items, keys);
    this.brakes = new BrakeItems(items, keys);
    this.calls = new CallItems(items, keys);
    this.memory = new MemoryItems(items, keys);
  }

  @Override
  public boolean lease(ResourceId resource, String owner, Instant now, Instant until) {
    return leases.lease(resource, owner, now, until);
  }

  @Override
  public void release(ResourceId resource, String owner) {
    leases.release(resource, owner);
  }

  @Override
  public void opens(String message, Set<String> incidentIds, Instant at) {
    incidents.opens(message, incidentIds, at);
  }

  @Override
  public Set<String> openedBy(String message) {
    return incidents.openedBy(message);
  }

  @Override
  public Claim claim(
      String incidentId,
      String owner,
      Instant now,
      Instant until,
      Alert draft,
      List<Remediation> calls) {
    return incidents.claim(incidentId, owner, now, until, draft, calls);
  }

  @Override
  public Optional<Incident> incident(String incidentId) {
    return incidents.incident(incidentId);
  }

  @Override
  public void done(String incidentId, Alert alert) {
    incidents.done(incidentId, alert);
  }

  @Override
  public void giveBack(String incidentId) {
    incidents.giveBack(incidentId);
  }

  @Override
  public void published(String incidentId) {
    incidents.published(incidentId);
  }

  @Override
  public void reverted(String control, ResourceId resource, String incidentId, Instant at) {
    brakes.reverted(control, resource, incidentId, at);
  }

  @Override
  public int revertsSince(String control, ResourceId resource, Instant since) {
    return brakes.revertsSince(control, resource, since);
  }

  @Override
  public AccountBrake accountBrake() {
    return brakes.account();
  }

  @Override
  public boolean replaceAccountBrake(AccountBrake next) {
    return brakes.replaceAccount(next);
  }

  @Override
  public void called(String requestId, Instant at) {
    calls.called(requestId, at);
  }

  @Override
  public boolean isOwnCall(String requestId) {
    return calls.isOwn(requestId);
  }

  @Override
  public int known() {
    return memory.known();
  }

  @Override
  public <R extends Resource> Optional<LastGood<R>> lastGood(String immutableId, Class<R> type) {
    return memory.lastGood(immutableId, type);
  }

  @Override
  public void remember(Resource resource, Instant asOf) {
    memory.remember(resource, asOf);
  }

  @Override
  public void forget(String immutableId) {
    memory.forget(immutableId);
  }

  @Override
  public Set<ClusterUse> clustersUsing(ResourceId securityGroup) {
    return memory.clustersUsing(securityGroup);
  }

  @Override
  public void rememberUse(ResourceId securityGroup, Set<ClusterUse> clusters) {
    memory.rememberUse(securityGroup, clusters);
  }
}

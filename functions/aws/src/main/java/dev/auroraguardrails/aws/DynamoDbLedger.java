package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.expiry;
import static dev.auroraguardrails.aws.Values.flag;
import static dev.auroraguardrails.aws.Values.text;
import static dev.auroraguardrails.aws.Values.time;

import dev.auroraguardrails.aws.Table.Write;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// The ledger in one DynamoDB table. Every key begins with the family (`rds#LEASE#…`), so that a
/// policy can hold each function's role to its own items by `dynamodb:LeadingKeys`. Needs GetItem,
/// PutItem, UpdateItem and DeleteItem.
public final class DynamoDbLedger implements Ledger {
  private static final Duration INCIDENTS_KEPT = Duration.ofDays(90);
  private static final Duration LEASES_KEPT = Duration.ofDays(1);
  private static final Duration REVERTS_KEPT = Duration.ofDays(1);

  /// More than any brake counts to; an item must not grow without end.
  private static final int REVERTS_LISTED = 50;

  private final Table table;
  private final String family;

  /// A view of the family's items.
  ///
  /// @param table the table's name: a string key `pk`, TTL on `expires`
  public DynamoDbLedger(DynamoDbClient client, String table, Family family) {
    this.table = new Table(client, table);
    this.family = family.label();
  }

  private enum Kind {
    LEASE,
    INCIDENT,
    BRAKE,
    GOOD,
    USE
  }

  private String key(Kind kind, String rest) {
    return family + "#" + kind + "#" + rest;
  }

  @Override
  public boolean lease(ResourceId resource, String owner, Instant now, Instant until) {
    Write write =
        table.update(
            key(Kind.LEASE, resource.arn()),
            "SET holder = :me, leaseEnds = :ends, expires = :expires",
            "attribute_not_exists(pk) OR holder = :me OR leaseEnds <= :now",
            Map.of(
                ":me", text(owner),
                ":now", time(now),
                ":ends", time(until),
                ":expires", expiry(until, LEASES_KEPT)),
            ReturnValue.NONE);
    return write instanceof Write.Made;
  }

  @Override
  public void release(ResourceId resource, String owner) {
    table.delete(key(Kind.LEASE, resource.arn()), "holder = :me", Map.of(":me", text(owner)));
  }

  @Override
  public Claim claim(String incidentId, String owner, Instant now, Instant until, Alert draft) {
    Write write =
        table.update(
            key(Kind.INCIDENT, incidentId),
            "SET holder = :me, leaseEnds = :ends, finished = :no, alertDue = :no,"
                + " alert = if_not_exists(alert, :draft), expires = :expires",
            "attribute_not_exists(pk)"
                + " OR (finished = :no AND (holder = :me OR leaseEnds <= :now))",
            Map.of(
                ":me", text(owner),
                ":now", time(now),
                ":ends", time(until),
                ":no", flag(false),
                ":draft", text(Json.write(draft)),
                ":expires", expiry(now, INCIDENTS_KEPT)),
            ReturnValue.ALL_OLD);
    return switch (write) {
      case Write.Made made -> made.item().isEmpty() ? Claim.MINE : Claim.TAKEN_OVER;
      case Write.Refused refused ->
          attribute(refused.item(), "finished").bool() ? Claim.DONE : Claim.BUSY;
    };
  }

  @Override
  public Optional<Incident> incident(String incidentId) {
    Map<String, AttributeValue> item = table.get(key(Kind.INCIDENT, incidentId));
    if (item.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Incident(
            attribute(item, "finished").bool(),
            time(attribute(item, "leaseEnds")),
            Json.read(attribute(item, "alert").s(), Alert.class),
            attribute(item, "alertDue").bool()));
  }

  @Override
  public void done(String incidentId, Alert alert) {
    table.update(
        key(Kind.INCIDENT, incidentId),
        "SET finished = :yes, alertDue = :yes, alert = :alert, expires = :expires,"
            + " leaseEnds = if_not_exists(leaseEnds, :at)",
        "attribute_not_exists(pk) OR finished = :no",
        Map.of(
            ":yes", flag(true),
            ":no", flag(false),
            ":alert", text(Json.write(alert)),
            ":at", time(alert.at()),
            ":expires", expiry(alert.at(), INCIDENTS_KEPT)),
        ReturnValue.NONE);
  }

  @Override
  public void giveBack(String incidentId) {
    table.delete(key(Kind.INCIDENT, incidentId), "finished = :no", Map.of(":no", flag(false)));
  }

  @Override
  public void published(String incidentId) {
    table.update(
        key(Kind.INCIDENT, incidentId),
        "SET alertDue = :no",
        "finished = :yes",
        Map.of(":yes", flag(true), ":no", flag(false)),
        ReturnValue.NONE);
  }

  @Override
  public void reverted(String control, ResourceId resource, Instant at) {
    String key = brake(control, resource);
    int listed = table.append(key, "reverts", time(at), expiry(at, REVERTS_KEPT));
    if (listed > REVERTS_LISTED) {
      table.removeFirst(key, "reverts");
    }
  }

  @Override
  public int revertsSince(String control, ResourceId resource, Instant since) {
    Map<String, AttributeValue> item = table.get(brake(control, resource));
    if (item.isEmpty()) {
      return 0;
    }
    return (int)
        attribute(item, "reverts").l().stream().filter(at -> !time(at).isBefore(since)).count();
  }

  private String brake(String control, ResourceId resource) {
    return key(Kind.BRAKE, control + "#" + resource.arn());
  }

  @Override
  public <R extends Resource> Optional<LastGood<R>> lastGood(String immutableId, Class<R> type) {
    Map<String, AttributeValue> item = table.get(key(Kind.GOOD, immutableId));
    if (item.isEmpty() || !attribute(item, "kind").s().equals(type.getSimpleName())) {
      return Optional.empty();
    }
    R state = Json.read(attribute(item, "good").s(), type);
    return Optional.of(new LastGood<>(state, time(attribute(item, "asOf"))));
  }

  @Override
  public void remember(Resource resource, Instant asOf) {
    table.put(
        Map.of(
            Table.KEY,
            text(key(Kind.GOOD, resource.immutableId())),
            "kind",
            text(resource.getClass().getSimpleName()),
            "good",
            text(Json.write(resource)),
            "asOf",
            time(asOf)),
        "attribute_not_exists(pk) OR asOf < :asOf",
        Map.of(":asOf", time(asOf)));
  }

  @Override
  public void forget(String immutableId) {
    table.delete(key(Kind.GOOD, immutableId));
  }

  @Override
  public Set<ClusterUse> clustersUsing(ResourceId securityGroup) {
    Map<String, AttributeValue> item = table.get(key(Kind.USE, securityGroup.arn()));
    return item.isEmpty()
        ? Set.of()
        : Set.of(Json.read(attribute(item, "clusters").s(), ClusterUse[].class));
  }

  @Override
  public void rememberUse(ResourceId securityGroup, Set<ClusterUse> clusters) {
    table.put(
        Map.of(
            Table.KEY,
            text(key(Kind.USE, securityGroup.arn())),
            "clusters",
            text(Json.write(clusters))));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), () -> "ledger item without " + name);
  }
}

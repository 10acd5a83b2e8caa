package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.attribute;
import static dev.auroraguardrails.aws.Values.expiry;
import static dev.auroraguardrails.aws.Values.number;
import static dev.auroraguardrails.aws.Values.text;
import static dev.auroraguardrails.aws.Values.texts;
import static dev.auroraguardrails.aws.Values.time;

import dev.auroraguardrails.aws.Keys.Kind;
import dev.auroraguardrails.aws.Table.Write;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.AccountBrake;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// What was put back of late: by each control on each resource, and by all families together. The
/// latter is one item, replaced where its version is still the one that was read.
record BrakeItems(Table table, Keys keys) {
  private static final Duration KEPT = Duration.ofDays(1);

  /// More than any brake counts to; an item must not grow without end.
  private static final int LISTED = 50;

  void reverted(String control, ResourceId resource, String incidentId, Instant at) {
    String key = brake(control, resource);
    Write write =
        table.update(
            key,
            "SET reverts = list_append(if_not_exists(reverts, :none), :one), expires = :expires"
                + " ADD incidents :id",
            "NOT contains(incidents, :incident)",
            Map.of(
                ":none", AttributeValue.fromL(java.util.List.of()),
                ":one", AttributeValue.fromL(java.util.List.of(time(at))),
                ":id", texts(Set.of(incidentId)),
                ":incident", text(incidentId),
                ":expires", expiry(at, KEPT)),
            ReturnValue.UPDATED_NEW);
    if (write instanceof Write.Made made && attribute(made.item(), "reverts").l().size() > LISTED) {
      table.removeFirst(key, "reverts");
    }
  }

  int revertsSince(String control, ResourceId resource, Instant since) {
    Map<String, AttributeValue> item = table.get(brake(control, resource));
    if (item.isEmpty()) {
      return 0;
    }
    return (int)
        attribute(item, "reverts").l().stream().filter(at -> !time(at).isBefore(since)).count();
  }

  private String brake(String control, ResourceId resource) {
    return keys.of(Kind.BRAKE, control + "#" + resource.arn());
  }

  AccountBrake account() {
    Map<String, AttributeValue> item = table.get(Keys.ACCOUNT_BRAKE);
    return item.isEmpty()
        ? AccountBrake.FREE
        : Json.read(attribute(item, "brake").s(), AccountBrake.class);
  }

  boolean replaceAccount(AccountBrake next) {
    long version = next.version() + 1;
    var stored = new AccountBrake(version, next.reverts(), next.engaged(), next.told());
    Write write =
        table.put(
            Map.of(
                Table.KEY,
                text(Keys.ACCOUNT_BRAKE),
                "version",
                number(version),
                "brake",
                text(Json.write(stored))),
            next.version() == 0 ? "attribute_not_exists(pk)" : "version = :read",
            next.version() == 0 ? Map.of() : Map.of(":read", number(next.version())));
    return write instanceof Write.Made;
  }
}

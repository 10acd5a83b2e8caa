package dev.auroraguardrails.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// What was told already, in a table of the function's own: repeats are dropped and follow-ups find
/// what they follow.
final class Told {
  private static final Duration REPEATS = Duration.ofDays(7);
  private static final Duration CONVERSATION = Duration.ofDays(1);

  /// Longer than the function may run: who claimed it is gone by then.
  private static final Duration CLAIM = Duration.ofSeconds(90);

  private final DynamoDbClient dynamo;
  private final String table;
  private final InstantSource clock;

  Told(DynamoDbClient dynamo, String table, InstantSource clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  /// Whether to tell it.
  enum Claim {
    OURS,
    /// Somebody is at it; whether it was told will be seen.
    BUSY,
    TOLD
  }

  /// The first message of a conversation.
  ///
  /// @param ts the id to thread by; empty when it was sent by a webhook
  record Earlier(String id, Instant at, Optional<String> ts) {}

  Claim claim(String id) {
    Instant now = clock.instant();
    try {
      put(
          Map.of(
              "pk", text("told#" + id),
              "claimed", number(now.plus(CLAIM)),
              "expires", number(now.plus(REPEATS))),
          "attribute_not_exists(pk) OR claimed < :now");
      return Claim.OURS;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() && e.item().containsKey("claimed") ? Claim.BUSY : Claim.TOLD;
    }
  }

  /// It was not told: the next try may claim it at once.
  void release(String id) {
    dynamo.deleteItem(r -> r.tableName(table).key(Map.of("pk", text("told#" + id))));
  }

  void done(String id) {
    Instant now = clock.instant();
    Map<String, AttributeValue> item =
        Map.of("pk", text("told#" + id), "expires", number(now.plus(REPEATS)));
    dynamo.putItem(r -> r.tableName(table).item(item));
  }

  Optional<Earlier> earlier(String about) {
    Map<String, AttributeValue> item =
        dynamo.getItem(r -> r.tableName(table).key(Map.of("pk", text("about#" + about)))).item();
    return moment(item, "expires")
        .filter(clock.instant()::isBefore)
        .flatMap(expires -> word(item, "first").flatMap(first -> earlier(item, first)));
  }

  private static Optional<Earlier> earlier(Map<String, AttributeValue> item, String first) {
    return moment(item, "at").map(at -> new Earlier(first, at, word(item, "ts")));
  }

  private static Optional<String> word(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  private static Optional<Instant> moment(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .map(value -> Instant.ofEpochSecond(Long.parseLong(value.n())));
  }

  /// Begins a conversation, unless one goes on.
  void begin(String about, String id, Optional<String> ts) {
    Instant now = clock.instant();
    var item = new HashMap<String, AttributeValue>();
    item.put("pk", text("about#" + about));
    item.put("first", text(id));
    item.put("at", number(now));
    item.put("expires", number(now.plus(CONVERSATION)));
    ts.ifPresent(value -> item.put("ts", text(value)));
    try {
      put(item, "attribute_not_exists(pk) OR expires < :now");
    } catch (ConditionalCheckFailedException begun) {
      return;
    }
  }

  private void put(Map<String, AttributeValue> item, String condition) {
    dynamo.putItem(
        PutItemRequest.builder()
            .tableName(table)
            .item(item)
            .conditionExpression(condition)
            .expressionAttributeValues(Map.of(":now", number(clock.instant())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build());
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(Instant at) {
    return AttributeValue.fromN(Long.toString(at.getEpochSecond()));
  }
}

package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.attribute;
import static dev.auroraguardrails.aws.Values.expiry;
import static dev.auroraguardrails.aws.Values.time;

import dev.auroraguardrails.aws.Keys.Kind;
import dev.auroraguardrails.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How often each control was put back on each resource.
record BrakeItems(Table table, Keys keys) {
  private static final Duration KEPT = Duration.ofDays(1);

  /// More than any brake counts to; an item must not grow without end.
  private static final int LISTED = 50;

  void reverted(String control, ResourceId resource, Instant at) {
    String key = brake(control, resource);
    int listed = table.append(key, "reverts", time(at), expiry(at, KEPT));
    if (listed > LISTED) {
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
}

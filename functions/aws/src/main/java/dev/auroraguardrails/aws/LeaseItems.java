package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.expiry;
import static dev.auroraguardrails.aws.Values.text;
import static dev.auroraguardrails.aws.Values.time;

import dev.auroraguardrails.aws.Keys.Kind;
import dev.auroraguardrails.aws.Table.Write;
import dev.auroraguardrails.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Leases on resources.
record LeaseItems(Table table, Keys keys) {
  private static final Duration KEPT = Duration.ofDays(1);

  boolean lease(ResourceId resource, String owner, Instant now, Instant until) {
    Write write =
        table.update(
            keys.of(Kind.LEASE, resource.arn()),
            "SET holder = :me, leaseEnds = :ends, expires = :expires",
            "attribute_not_exists(pk) OR holder = :me OR leaseEnds <= :now",
            Map.of(
                ":me", text(owner),
                ":now", time(now),
                ":ends", time(until),
                ":expires", expiry(until, KEPT)),
            ReturnValue.NONE);
    return write instanceof Write.Made;
  }

  void release(ResourceId resource, String owner) {
    table.delete(keys.of(Kind.LEASE, resource.arn()), "holder = :me", Map.of(":me", text(owner)));
  }
}

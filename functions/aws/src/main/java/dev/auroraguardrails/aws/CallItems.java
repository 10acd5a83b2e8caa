package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.expiry;
import static dev.auroraguardrails.aws.Values.text;

import dev.auroraguardrails.aws.Keys.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The request ids of the guard's own calls.
record CallItems(Table table, Keys keys) {
  /// Longer than the record of a call can be on its way.
  private static final Duration KEPT = Duration.ofDays(15);

  void called(String requestId, Instant at) {
    table.put(Map.of(Table.KEY, text(keys.of(Kind.CALL, requestId)), "expires", expiry(at, KEPT)));
  }

  boolean isOwn(String requestId) {
    return !table.get(keys.of(Kind.CALL, requestId)).isEmpty();
  }
}

package dev.auroraguardrails.replay;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Reverts by the minute, to see whether the account's brake would have engaged.
final class Busiest {
  private static final int MINUTE = 60;
  private final TreeMap<Long, Long> byMinute = new TreeMap<>();

  /// The most reverts within a span.
  ///
  /// @param from the beginning of the span
  record Span(long reverts, Instant from) {}

  void count(Instant at) {
    byMinute.merge(at.getEpochSecond() / MINUTE, 1L, Long::sum);
  }

  void add(Busiest other) {
    other.byMinute.forEach((minute, count) -> byMinute.merge(minute, count, Long::sum));
  }

  Span within(int minutes) {
    var most = new Span(0, Instant.EPOCH);
    long sum = 0;
    var window = new TreeMap<Long, Long>();
    for (Map.Entry<Long, Long> entry : byMinute.entrySet()) {
      window.put(entry.getKey(), entry.getValue());
      sum += entry.getValue();
      while (window.firstKey() <= entry.getKey() - minutes) {
        sum -= window.pollFirstEntry().getValue();
      }
      if (sum > most.reverts()) {
        most = new Span(sum, Instant.ofEpochSecond(window.firstKey() * MINUTE));
      }
    }
    return most;
  }
}

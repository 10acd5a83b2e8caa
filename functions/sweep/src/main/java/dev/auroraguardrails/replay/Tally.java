package dev.auroraguardrails.replay;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts by a name. Names are other people's, so there may be any number: beyond a limit what is
/// new counts as {@link #OTHERS}, and memory stays flat.
public final class Tally {
  public static final String OTHERS = "(others)";
  private static final int LIMIT = 20_000;

  private final Map<String, EnumMap<Would, Long>> counts = new HashMap<>();

  /// One name's counts, those that are not 0.
  public record Line(String name, Map<Would, Long> counts) {
    public long of(Would would) {
      return counts.getOrDefault(would, 0L);
    }

    /// @return all of them together
    public long all() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  void count(String name, Would would) {
    add(name, would, 1);
  }

  private void add(String name, Would would, long more) {
    String known = counts.containsKey(name) || counts.size() < LIMIT ? name : OTHERS;
    counts.computeIfAbsent(known, any -> new EnumMap<>(Would.class)).merge(would, more, Long::sum);
  }

  void add(Tally other) {
    other.counts.forEach(
        (name, counted) -> counted.forEach((would, more) -> add(name, would, more)));
  }

  /// @return the most frequent first
  public List<Line> byCount() {
    return lines(Comparator.comparingLong(Line::all).reversed().thenComparing(Line::name));
  }

  /// @return in the order of the names
  public List<Line> byName() {
    return lines(Comparator.comparing(Line::name));
  }

  private List<Line> lines(Comparator<Line> order) {
    return counts.entrySet().stream()
        .map(entry -> new Line(entry.getKey(), Map.copyOf(entry.getValue())))
        .sorted(order)
        .toList();
  }
}

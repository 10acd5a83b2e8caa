package dev.auroraguardrails.sweep;

import dev.auroraguardrails.sweep.Report.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How a report differs from an earlier one of the same Region and scope.
///
/// @param against the earlier report's id
/// @param at the earlier report's time
/// @param score the earlier score, 0 to 100
/// @param levels the earlier score of each level
/// @param fresh what is found now and was not then
/// @param gone what was found then and is not now
/// @param complete whether all could be read now: if not, what is gone may only be out of sight
public record Trend(
    String against,
    Instant at,
    int score,
    Map<String, Integer> levels,
    List<Found> fresh,
    List<Found> gone,
    boolean complete) {

  /// Names a finding across reports.
  ///
  /// @param evidence what was wrong, as the report that has it says
  public record Found(String control, String resource, String subject, String evidence) {
    static Found of(Item item) {
      return new Found(item.control(), item.resource(), item.subject(), item.evidence());
    }
  }

  public Trend {
    levels = Map.copyOf(levels);
    fresh = List.copyOf(fresh);
    gone = List.copyOf(gone);
  }

  /// @throws IllegalArgumentException where the two reports cannot be compared, saying why
  static Trend of(Report before, Report now) {
    if (!before.account().equals(now.account()) || !before.region().equals(now.region())) {
      throw new IllegalArgumentException(
          "the earlier report is of %s in %s, this one of %s in %s"
              .formatted(before.account(), before.region(), now.account(), now.region()));
    }
    if (!before.scope().equals(now.scope())) {
      throw new IllegalArgumentException(
          "the earlier report was narrowed to other controls or clusters than this one");
    }
    List<Found> then = standing(before);
    List<Found> today = standing(now);
    return new Trend(
        before.id(),
        before.at(),
        before.score(),
        before.levels().stream()
            .collect(Collectors.toMap(Report.Level::level, Report.Level::score)),
        without(today, then),
        without(then, today),
        now.unread().isEmpty());
  }

  private static List<Found> standing(Report report) {
    return report.findings().stream()
        .filter(item -> !item.decision().equals("exempt"))
        .map(Found::of)
        .toList();
  }

  private static List<Found> without(List<Found> all, List<Found> others) {
    Set<List<String>> known = others.stream().map(Trend::key).collect(Collectors.toSet());
    return all.stream().filter(one -> !known.contains(key(one))).toList();
  }

  private static List<String> key(Found found) {
    return List.of(found.control(), found.resource(), found.subject());
  }
}

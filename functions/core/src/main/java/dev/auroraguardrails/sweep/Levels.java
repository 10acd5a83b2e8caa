package dev.auroraguardrails.sweep;

import dev.auroraguardrails.sweep.Report.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts checks by level.
final class Levels {
  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("IAM", "IAM");
    TITLES.put("NET", "Network");
    TITLES.put("TLS", "TLS");
    TITLES.put("LOGIN", "Logins");
    TITLES.put("DATA", "Data");
    TITLES.put("LOG", "Audit");
    TITLES.put("RESIL", "Resilience");
  }

  private final Map<String, int[]> counts = new LinkedHashMap<>();

  /// @param controlId `NET-01`
  void count(String controlId, boolean passed) {
    int[] count = counts.computeIfAbsent(levelOf(controlId), level -> new int[2]);
    count[0]++;
    count[1] += passed ? 1 : 0;
  }

  List<Level> all() {
    var levels = new ArrayList<Level>();
    TITLES.forEach(
        (level, title) -> {
          int[] count = counts.get(level);
          if (count != null) {
            levels.add(new Level(level, title, count[0], count[1]));
          }
        });
    counts.forEach(
        (level, count) -> {
          if (!TITLES.containsKey(level)) {
            levels.add(new Level(level, level, count[0], count[1]));
          }
        });
    return List.copyOf(levels);
  }

  private static String levelOf(String controlId) {
    return controlId.substring(0, controlId.indexOf('-'));
  }
}

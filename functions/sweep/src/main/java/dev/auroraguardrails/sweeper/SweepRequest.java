package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.sweep.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a sweep is asked for: `{"mode": "report", "controls": ["NET-01"], "clusters": ["orders"]}`.
///
/// @param mode what is done about what is found
/// @param scope what to narrow to
record SweepRequest(Mode mode, Scope scope) {
  private static final Set<String> MEMBERS = Set.of("mode", "controls", "clusters");

  /// What is done about what is found.
  enum Mode {
    /// Told.
    REPORT,
    /// Put back by the families' functions where a compliant state is known from before.
    ENFORCE
  }

  /// @throws IllegalArgumentException saying what is wrong and what there is
  static SweepRequest of(Map<String, Object> input) {
    for (String member : input.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException(
            "a sweep takes mode, controls and clusters, not " + member);
      }
    }
    List<String> controls = texts(input, "controls");
    Set<String> known = new TreeSet<>();
    Controls.ALL.forEach(control -> known.add(Controls.infoOf(control).id()));
    for (String control : controls) {
      if (!known.contains(control)) {
        throw new IllegalArgumentException(
            "there is no control %s; there are %s".formatted(control, String.join(", ", known)));
      }
    }
    return new SweepRequest(
        mode(input.getOrDefault("mode", "report")),
        new Scope(Set.copyOf(controls), texts(input, "clusters")));
  }

  private static Mode mode(Object mode) {
    if (mode.equals("report")) {
      return Mode.REPORT;
    }
    if (mode.equals("enforce")) {
      return Mode.ENFORCE;
    }
    throw new IllegalArgumentException("mode is report or enforce, not " + mode);
  }

  private static List<String> texts(Map<String, Object> input, String name) {
    Object value = input.getOrDefault(name, List.of());
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw new IllegalArgumentException(name + " is a list of texts");
    }
    return list.stream().map(String.class::cast).toList();
  }
}

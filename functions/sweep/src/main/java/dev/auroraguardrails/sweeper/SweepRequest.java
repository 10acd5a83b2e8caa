package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.sweep.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a sweep is asked for: `{"mode": "report", "controls": ["NET-01"], "clusters": ["orders"]}`,
/// or `{"mode": "harden", "plan": "sweep-20260302T120000Z", "maximum": 5}`.
///
/// @param mode what is done about what is found
/// @param scope what to narrow to
/// @param plan the id of the report whose findings are put right; of {@link Mode#HARDEN} alone
/// @param maximum how many resources may be changed at most; of {@link Mode#HARDEN} alone
record SweepRequest(Mode mode, Scope scope, Optional<String> plan, int maximum) {
  private static final Set<String> MEMBERS =
      Set.of("mode", "controls", "clusters", "plan", "maximum");

  /// What becomes a part of a key in the bucket.
  private static final Pattern PLAN = Pattern.compile("sweep-[0-9TZ]+");

  /// What is done about what is found.
  enum Mode {
    /// Told.
    REPORT,
    /// Put back by the families' functions where a compliant state is known from before.
    ENFORCE,
    /// Put right by the families' functions although no compliant state is known: what a person has
    /// read in a report.
    HARDEN
  }

  /// @throws IllegalArgumentException saying what is wrong and what there is
  static SweepRequest of(Map<String, Object> input) {
    for (String member : input.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException(
            "a sweep takes mode, controls, clusters, plan and maximum, not " + member);
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
    Mode mode = mode(input.getOrDefault("mode", "report"));
    return new SweepRequest(
        mode,
        new Scope(Set.copyOf(controls), texts(input, "clusters")),
        plan(mode, input),
        maximum(mode, input));
  }

  private static Mode mode(Object mode) {
    return Stream.of(Mode.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(mode))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("mode is report, enforce or harden, not " + mode));
  }

  private static Optional<String> plan(Mode mode, Map<String, Object> input) {
    if (mode != Mode.HARDEN) {
      refuse(input, "plan");
      return Optional.empty();
    }
    if (!(input.get("plan") instanceof String plan) || !PLAN.matcher(plan).matches()) {
      throw new IllegalArgumentException(
          "harden wants as plan the id of a report less than an hour old: sweep-20260302T120000Z");
    }
    return Optional.of(plan);
  }

  private static int maximum(Mode mode, Map<String, Object> input) {
    if (mode != Mode.HARDEN) {
      refuse(input, "maximum");
      return 0;
    }
    if (!(input.get("maximum") instanceof Number maximum) || maximum.intValue() < 1) {
      throw new IllegalArgumentException(
          "harden wants as maximum how many resources may be changed: 1 or more");
    }
    return maximum.intValue();
  }

  private static void refuse(Map<String, Object> input, String member) {
    if (input.containsKey(member)) {
      throw new IllegalArgumentException(member + " is for the mode harden");
    }
  }

  private static List<String> texts(Map<String, Object> input, String name) {
    Object value = input.getOrDefault(name, List.of());
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw new IllegalArgumentException(name + " is a list of texts");
    }
    return list.stream().map(String.class::cast).toList();
  }
}

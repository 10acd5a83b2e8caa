package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What of a state may become the last known good one: what no control blames that could restore
/// it. A control that only tells restores nothing; only of security and subnet groups such a one
/// tells by what was there before.
final class Memory {
  private Memory() {}

  /// @param read the findings of the state that was read
  /// @param asked those of the state that the event asked for
  /// @return the state, a parameter group without its weak values; empty when nothing of it is to
  ///     be remembered
  static Optional<Resource> of(
      Resource now,
      Optional<? extends LastGood<?>> lastGood,
      List<Finding> read,
      List<Finding> asked) {
    List<Finding> blamed = restorable(now, read);
    boolean agree =
        restorable(now, asked).stream().allMatch(found -> Sight.isAmong(blamed, found))
            && blamed.stream().allMatch(found -> Sight.isAmong(asked, found));
    if (!agree) {
      return Optional.empty();
    }
    if (blamed.isEmpty()) {
      return Optional.of(now);
    }
    return now instanceof DbClusterParameterGroup group
        ? withoutWeak(group, lastGood, blamed)
        : Optional.empty();
  }

  /// Each parameter is restored by itself, and a value that is left out counts as the default.
  /// Where a weak one was strong before, what was known stays as it is.
  private static Optional<Resource> withoutWeak(
      DbClusterParameterGroup group,
      Optional<? extends LastGood<?>> lastGood,
      List<Finding> blamed) {
    Set<String> weak =
        blamed.stream().map(found -> found.violation().subject()).collect(Collectors.toSet());
    boolean wasStrong =
        lastGood
            .map(LastGood::state)
            .filter(DbClusterParameterGroup.class::isInstance)
            .map(state -> ((DbClusterParameterGroup) state).values().keySet())
            .filter(known -> known.stream().anyMatch(weak::contains))
            .isPresent();
    if (wasStrong || weak.contains(Touched.ANYTHING)) {
      return Optional.empty();
    }
    Map<String, String> strong = new TreeMap<>(group.values());
    strong.keySet().removeAll(weak);
    return Optional.of(new DbClusterParameterGroup(group.id(), group.family(), strong));
  }

  private static List<Finding> restorable(Resource now, List<Finding> findings) {
    return findings.stream()
        .filter(found -> !found.violation().isAboutTheCall())
        .filter(found -> tellsWhatWas(now) || found.control().act() != Act.ALERT)
        .toList();
  }

  private static boolean tellsWhatWas(Resource now) {
    return now instanceof SecurityGroup || now instanceof Resource.DbSubnetGroup;
  }
}

package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.ClusterSetting.SecurityGroups;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbCluster.Used.Groups;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Judges the groups that a cluster was given, not the change: a swap for groups that are closed is
/// left alone. The groups of before are judged, too, as they stand now: they come back only where
/// they would not be blamed themselves. Security groups change at once, whatever the request says
/// of the maintenance window: they are none of `ClusterPendingModifiedValues`.
@About(
    id = "NET-07",
    title = "Aurora clusters keep security groups that are closed",
    severity = Severity.HIGH,
    family = Family.RDS,
    calls = "ModifyDBCluster",
    why =
        "To swap a cluster's group for an open one opens it as a rule would, but no group has changed"
            + " and nobody who watches rules sees it.",
    limits = "Connections that were opened by the groups between stay up until they close.",
    mappings = "CIS AWS Database Services 2.1")
public final class ClusterGroupsStayClosed implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    Optional<Groups> known = now.used().groups();
    if (known.isEmpty() || ClustersBornClosed.isBirth(context)) {
      return List.of();
    }
    var groups = new AttachedGroups(now, known.get(), context.baseline());
    Map<String, List<String>> faults = faults(groups, now.securityGroups());
    if (faults.isEmpty()) {
      return List.of();
    }
    String evidence =
        "its security groups are %s%s: %s"
            .formatted(
                words(now.securityGroups()),
                context
                    .lastGood()
                    .map(good -> ", before " + words(good.state().securityGroups()))
                    .orElse(""),
                AttachedGroups.words(faults));
    Set<String> before =
        context.lastGood().map(good -> good.state().securityGroups()).orElse(Set.of());
    Map<String, List<String>> unfit = faults(groups, before);
    if (!before.isEmpty() && unfit.isEmpty()) {
      return List.of(
          Violation.fixable(
              Attribute.SECURITY_GROUPS,
              evidence,
              new Fix(
                  sets(now, before),
                  new Restored(
                      words(before),
                      Source.LAST_KNOWN_GOOD,
                      context.lastGood().map(LastGood::asOf)))));
    }
    String why =
        before.isEmpty()
            ? "the groups before this change are not known"
            : "the groups before are not fit any more: " + AttachedGroups.words(unfit);
    return List.of(
        without(now, faults.keySet())
            .map(fix -> Violation.fixable(Attribute.SECURITY_GROUPS, evidence, fix).withDoubt(why))
            .orElseGet(() -> Violation.told(Attribute.SECURITY_GROUPS, evidence, why)));
  }

  /// A default group counts for closed as long as a person has chosen it at the cluster's birth
  /// (NET-08), but it is nothing to swap to: everything that names no group shares it.
  private static Map<String, List<String>> faults(AttachedGroups groups, Collection<String> ids) {
    var faults = new TreeMap<>(groups.faults(ids));
    for (String id : groups.defaults(ids)) {
      faults
          .computeIfAbsent(id, first -> new ArrayList<>())
          .add(id + " is the default group of its VPC");
    }
    return faults;
  }

  /// @return what takes the groups off, where another stays: a cluster must have one
  static Optional<Fix> without(DbCluster now, Set<String> groups) {
    Set<String> left = new TreeSet<>(now.securityGroups());
    left.removeAll(groups);
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fix(sets(now, left), Restored.byTheChange(words(left))));
  }

  private static ModifyDbCluster sets(DbCluster now, Set<String> groups) {
    var step = new Step<>(Optional.of(sorted(now.securityGroups())), sorted(groups));
    return new ModifyDbCluster(now.id(), new SecurityGroups(step), false);
  }

  private static List<String> sorted(Set<String> groups) {
    return groups.stream().sorted().toList();
  }

  static String words(Set<String> groups) {
    return groups.isEmpty() ? "none" : String.join(", ", new TreeSet<>(groups));
  }
}

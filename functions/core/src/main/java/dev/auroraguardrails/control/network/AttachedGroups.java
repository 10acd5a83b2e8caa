package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Used.Groups;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Judges security groups as those of a cluster, all together: by what NET-01, NET-02 and NET-03
/// say of their rules. Groups that are harmless one by one may let everybody in together.
final class AttachedGroups {
  private final DbCluster cluster;
  private final Groups known;
  private final Baseline baseline;

  AttachedGroups(DbCluster cluster, Groups known, Baseline baseline) {
    this.cluster = cluster;
    this.known = known;
    this.baseline = baseline;
  }

  /// @param ids groups that are attached, or would be
  /// @return what is wrong, as clauses by the id of the group whose doing it is
  Map<String, List<String>> faults(Collection<String> ids) {
    var faults = new TreeMap<String, List<String>>();
    for (String id : new TreeSet<>(ids)) {
      if (!known.byId().containsKey(id)) {
        add(faults, id, id + " could not be read");
      }
    }
    open(ids, faults);
    return faults;
  }

  /// @return those of the groups that are the default group of their VPC
  Set<String> defaults(Collection<String> ids) {
    var defaults = new TreeSet<>(known.defaults());
    defaults.retainAll(ids);
    return defaults;
  }

  private void open(Collection<String> ids, Map<String, List<String>> faults) {
    var groupOf = new TreeMap<String, String>();
    var rules = new TreeMap<String, SecurityGroupRule>();
    for (String id : ids) {
      SecurityGroup group = known.byId().get(id);
      if (group != null) {
        rules.putAll(group.rules());
        group.rules().keySet().forEach(rule -> groupOf.put(rule, id));
      }
    }
    if (rules.values().stream().allMatch(SecurityGroupRule::egress)) {
      return;
    }
    if (cluster.port().isEmpty()) {
      new TreeSet<>(ids).forEach(id -> add(faults, id, "the cluster's port is unknown"));
      return;
    }
    int port = cluster.port().getAsInt();
    var together =
        new SecurityGroup(cluster.id(), rules, Set.of(new ClusterUse(cluster.id().name(), port)));
    Set<String> world =
        isOn(DatabasePortsClosedToTheWorld.ID)
            ? DatabasePortsClosedToTheWorld.blamed(together)
            : Set.of();
    for (SecurityGroupRule rule : rules.values()) {
      boolean wide =
          isOn(AllPortsClosedToWideSources.ID)
              && AllPortsClosedToWideSources.blames(rule, baseline);
      List<String> strangers =
          isOn(SourcesWithinTheCompany.ID) && rule.lets(port)
              ? SourcesWithinTheCompany.strangers(rule, baseline)
              : List.of();
      String group = groupOf.getOrDefault(rule.id(), "");
      if (world.contains(rule.id()) || wide || !strangers.isEmpty()) {
        add(
            faults,
            group,
            "%s lets %s in (%s, by %s)".formatted(group, rule.source(), rule.ports(), rule.id()));
      }
    }
  }

  private boolean isOn(String control) {
    return baseline.mode(control) != Mode.OFF;
  }

  private static void add(Map<String, List<String>> faults, String group, String clause) {
    faults.computeIfAbsent(group, id -> new ArrayList<>()).add(clause);
  }

  /// @return the clauses as one, in the order of the groups
  static String words(Map<String, List<String>> faults) {
    return faults.values().stream().flatMap(List::stream).collect(Collectors.joining("; "));
  }
}

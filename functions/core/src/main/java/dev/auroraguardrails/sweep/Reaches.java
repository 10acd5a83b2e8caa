package dev.auroraguardrails.sweep;

import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.sweep.Report.Item;
import dev.auroraguardrails.sweep.Report.Opening;
import dev.auroraguardrails.sweep.Report.Reach;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Joins clusters with the rules that let connections in.
final class Reaches {
  private Reaches() {}

  static List<Reach> of(List<Resource> resources, List<Item> findings) {
    List<SecurityGroup> groups = all(resources, SecurityGroup.class);
    return all(resources, DbCluster.class).stream()
        .filter(DbCluster::isGuarded)
        .sorted(Comparator.comparing(cluster -> cluster.id().name()))
        .map(cluster -> reach(cluster, groups, findings))
        .toList();
  }

  private static <R extends Resource> List<R> all(List<Resource> resources, Class<R> kind) {
    return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Reach reach(DbCluster cluster, List<SecurityGroup> groups, List<Item> findings) {
    var openings = new ArrayList<Opening>();
    int port = cluster.port().orElse(0);
    for (SecurityGroup group : groups) {
      boolean used =
          group.usedBy().stream()
              .map(ClusterUse::cluster)
              .anyMatch(name -> name.equals(cluster.id().name()));
      if (used) {
        group.rules().values().stream()
            .filter(rule -> !rule.egress() && rule.lets(port))
            .map(rule -> opening(group, rule, findings))
            .forEach(openings::add);
      }
    }
    openings.sort(
        Comparator.comparing((Opening opening) -> opening.controls().isEmpty())
            .thenComparing(Opening::source));
    return new Reach(cluster.id().name(), cluster.engine(), port, List.copyOf(openings));
  }

  private static Opening opening(SecurityGroup group, SecurityGroupRule rule, List<Item> findings) {
    List<String> controls =
        findings.stream()
            .filter(item -> item.resource().equals(group.id().arn()))
            .filter(item -> item.subject().equals(rule.id()))
            .map(Item::control)
            .distinct()
            .toList();
    return new Opening(
        group.id().name(),
        rule.id(),
        rule.source(),
        rule.ports(),
        rule.description().orElse(""),
        controls);
  }
}

package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.Resource.DbCluster.Used.Groups;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Decides when what a cluster uses is read along with it: when its security groups or its
/// parameter group are others than in the last known good state, or were just set. The ones of that
/// state are read, too, since a revert goes back to them and they may have changed meanwhile.
/// Otherwise an event costs no call for them: a change within a group is an event of its own.
public final class Uses {
  private Uses() {}

  /// The ids of what has to be read; empty where nothing has.
  private record Wanted(Optional<Set<String>> groups, Optional<Set<String>> parameterGroups) {
    boolean isNothing() {
      return groups.isEmpty() && parameterGroups.isEmpty();
    }
  }

  /// @return the resource with what it uses, where a control needs that
  static <R extends Resource> R read(
      R now, Optional<LastGood<R>> lastGood, Look look, Inventory inventory) {
    if (!(now instanceof DbCluster cluster) || !cluster.isGuarded()) {
      return now;
    }
    Wanted wanted = wanted(cluster, good(lastGood), look.change());
    if (wanted.isNothing()) {
      return now;
    }
    Used used =
        inventory.used(
            wanted.groups().map(names -> ids(cluster, Kind.SECURITY_GROUP, names)),
            wanted
                .parameterGroups()
                .map(names -> ids(cluster, Kind.DB_CLUSTER_PARAMETER_GROUP, names)));
    return using(now, used);
  }

  /// @param all all that a sweep read
  /// @return the resource with what it uses of that, where a control needs it
  public static <R extends Resource> R among(
      Collection<Resource> all, R now, Optional<LastGood<R>> lastGood) {
    if (!(now instanceof DbCluster cluster)) {
      return now;
    }
    Wanted wanted = wanted(cluster, good(lastGood), Optional.empty());
    if (wanted.isNothing()) {
      return now;
    }
    var groups = new HashMap<String, SecurityGroup>();
    var parameterGroups = new HashMap<String, DbClusterParameterGroup>();
    for (Resource one : all) {
      if (one instanceof SecurityGroup group) {
        groups.put(group.id().name(), group);
      } else if (one instanceof DbClusterParameterGroup group) {
        parameterGroups.put(group.id().name(), group);
      }
    }
    return using(
        now,
        new Used(
            wanted.groups().map(names -> new Groups(only(groups, names), Set.of())),
            wanted.parameterGroups().map(names -> only(parameterGroups, names))));
  }

  /// @return the state that was read back, with what was read before the call
  static Resource carried(Resource before, Resource after) {
    return before instanceof DbCluster was && after instanceof DbCluster is
        ? is.using(was.used())
        : after;
  }

  private static Wanted wanted(
      DbCluster now, Optional<DbCluster> good, Optional<ChangeEvent> change) {
    DbCluster asked = change.map(event -> (DbCluster) Projection.of(now, event)).orElse(now);
    boolean created = change.filter(Touched::creates).isPresent();
    Set<String> groups = new TreeSet<>(now.securityGroups());
    groups.addAll(asked.securityGroups());
    Set<String> parameterGroups = new TreeSet<>();
    now.parameterGroup().ifPresent(parameterGroups::add);
    asked.parameterGroup().ifPresent(parameterGroups::add);
    return new Wanted(
        moved(
            groups,
            good.map(DbCluster::securityGroups),
            created || sets(change, Attribute.SECURITY_GROUPS)),
        moved(
            parameterGroups,
            good.map(last -> last.parameterGroup().map(Set::of).orElse(Set.of())),
            created || sets(change, Attribute.PARAMETER_GROUP)));
  }

  private static Optional<Set<String>> moved(
      Set<String> stand, Optional<Set<String>> good, boolean set) {
    boolean moved = good.map(known -> !known.equals(stand)).orElse(set);
    if (!moved) {
      return Optional.empty();
    }
    var all = new TreeSet<>(stand);
    good.ifPresent(all::addAll);
    return Optional.of(all);
  }

  private static boolean sets(Optional<ChangeEvent> change, String attribute) {
    return change.filter(event -> event.changed().containsKey(attribute)).isPresent();
  }

  private static <R extends Resource> Optional<DbCluster> good(Optional<LastGood<R>> lastGood) {
    return lastGood.map(LastGood::state).map(DbCluster.class::cast);
  }

  private static Set<ResourceId> ids(DbCluster cluster, Kind kind, Set<String> names) {
    return names.stream()
        .map(name -> new ResourceId(kind, cluster.id().account(), cluster.id().region(), name))
        .collect(Collectors.toSet());
  }

  private static <T> Map<String, T> only(Map<String, T> all, Set<String> names) {
    var some = new HashMap<>(all);
    some.keySet().retainAll(names);
    return some;
  }

  /// A cluster with what it uses is still of its own kind.
  @SuppressWarnings("unchecked")
  private static <R extends Resource> R using(R now, Used used) {
    return (R) ((DbCluster) now).using(used);
  }
}

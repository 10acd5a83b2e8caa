package dev.auroraguardrails.control.network;

import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.Resource.DbCluster.Used.Groups;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Security groups that were read along with a cluster.
record Some(Map<String, SecurityGroup> byId, Set<String> defaults) {
  static Some groups() {
    return new Some(Map.of(), Set.of());
  }

  Some group(String id, SecurityGroupRule... rules) {
    var all = new TreeMap<>(byId);
    Map<String, SecurityGroupRule> byRule =
        Arrays.stream(rules).collect(Collectors.toMap(SecurityGroupRule::id, Function.identity()));
    all.put(id, new SecurityGroup(Given.id(Kind.SECURITY_GROUP, id), byRule, Set.of()));
    return new Some(all, defaults);
  }

  Some isDefault(String id) {
    var all = new TreeSet<>(defaults);
    all.add(id);
    return new Some(byId, all);
  }

  Used used() {
    return new Used(Optional.of(new Groups(byId, defaults)), Optional.empty());
  }
}

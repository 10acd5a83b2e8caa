package dev.auroraguardrails.rds;

import dev.auroraguardrails.aws.SecurityGroupRules;
import dev.auroraguardrails.model.Resource.DbCluster.Used.Groups;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/// Reads the security groups that clusters use, by two calls and one for each prefix list. A filter
/// leaves out a group that does not exist, where its id would fail the whole call.
final class UsedGroups {
  /// No other group can have this name
  /// (https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html).
  private static final String DEFAULT = "default";

  private final Ec2Client ec2;
  private final SecurityGroupRules rules;

  UsedGroups(Ec2Client ec2) {
    this.ec2 = ec2;
    this.rules = new SecurityGroupRules(ec2);
  }

  /// @param ids at most 200; a cluster has a handful
  Groups read(Set<ResourceId> ids) {
    List<String> names = ids.stream().map(ResourceId::name).sorted().toList();
    if (names.isEmpty()) {
      return new Groups(Map.of(), Set.of());
    }
    Map<String, List<SecurityGroupRule>> found = rules.of(names);
    var there = new TreeSet<String>();
    var defaults = new TreeSet<String>();
    ec2.describeSecurityGroupsPaginator(
            r -> r.filters(Filter.builder().name("group-id").values(names).build()))
        .securityGroups()
        .forEach(
            group -> {
              there.add(group.groupId());
              if (DEFAULT.equals(group.groupName())) {
                defaults.add(group.groupId());
              }
            });
    return new Groups(
        ids.stream()
            .filter(id -> there.contains(id.name()))
            .collect(
                Collectors.toMap(
                    ResourceId::name,
                    id ->
                        new SecurityGroup(
                            id, byId(found.getOrDefault(id.name(), List.of())), Set.of()))),
        defaults);
  }

  private static Map<String, SecurityGroupRule> byId(List<SecurityGroupRule> rules) {
    return rules.stream().collect(Collectors.toMap(SecurityGroupRule::id, Function.identity()));
  }
}

package dev.auroraguardrails.network;

import dev.auroraguardrails.aws.SecurityGroupRules;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/// Reads the rules of the security groups that Aurora clusters use; of the others none.
public final class NetworkSurvey {
  /// The most values that a filter takes.
  private static final int GROUPS = 200;

  private static final int PAGE = 1_000;

  private final Ec2Client ec2;
  private final String account;
  private final String region;

  public NetworkSurvey(Ec2Client ec2, String account, String region) {
    this.ec2 = ec2;
    this.account = account;
    this.region = region;
  }

  /// Reads 200 groups at a time.
  ///
  /// @param uses the Aurora clusters by the id of each security group that they use
  public List<SecurityGroup> groups(Map<String, Set<ClusterUse>> uses) {
    var groups = new ArrayList<SecurityGroup>();
    var rules = new SecurityGroupRules(ec2);
    List<String> ids = List.copyOf(new TreeSet<>(uses.keySet()));
    for (int from = 0; from < ids.size(); from += GROUPS) {
      List<String> some = ids.subList(from, Math.min(from + GROUPS, ids.size()));
      Map<String, List<SecurityGroupRule>> byGroup = rules.of(some);
      Map<String, String> names = names(some);
      some.forEach(
          id ->
              groups.add(
                  group(
                      id,
                      byGroup.getOrDefault(id, List.of()),
                      uses.getOrDefault(id, Set.of()),
                      Optional.ofNullable(names.get(id)))));
    }
    return groups;
  }

  private Map<String, String> names(List<String> groups) {
    return ec2
        .describeSecurityGroupsPaginator(
            r ->
                r.filters(Filter.builder().name("group-id").values(groups).build())
                    .maxResults(PAGE))
        .securityGroups()
        .stream()
        .collect(
            Collectors.toMap(
                software.amazon.awssdk.services.ec2.model.SecurityGroup::groupId,
                software.amazon.awssdk.services.ec2.model.SecurityGroup::groupName));
  }

  private SecurityGroup group(
      String id, List<SecurityGroupRule> rules, Set<ClusterUse> usedBy, Optional<String> name) {
    Map<String, SecurityGroupRule> byId =
        rules.stream().collect(Collectors.toMap(SecurityGroupRule::id, Function.identity()));
    return new SecurityGroup(
        new ResourceId(Kind.SECURITY_GROUP, account, region, id), byId, usedBy, name);
  }
}

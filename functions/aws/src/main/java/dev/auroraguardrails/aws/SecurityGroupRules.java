package dev.auroraguardrails.aws;

import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/// Reads the rules of a security group, and what a prefix list in an ingress rule stands for.
public final class SecurityGroupRules {
  private static final int PAGE = 1_000;
  private static final int LIST_PAGE = 100;

  private final Ec2Client ec2;

  public SecurityGroupRules(Ec2Client ec2) {
    this.ec2 = ec2;
  }

  /// @return the rules of one group; none where it does not exist, too
  public List<SecurityGroupRule> of(String group) {
    return of(List.of(group)).values().stream().flatMap(List::stream).toList();
  }

  /// @param groups at most 200, the most values that a filter takes
  /// @return the rules by group id; a group without rules is not in it
  public Map<String, List<SecurityGroupRule>> of(List<String> groups) {
    var lists = new HashMap<String, List<String>>();
    return ec2
        .describeSecurityGroupRulesPaginator(
            r ->
                r.filters(Filter.builder().name("group-id").values(groups).build())
                    .maxResults(PAGE))
        .securityGroupRules()
        .stream()
        .collect(
            Collectors.groupingBy(
                rule -> Optional.ofNullable(rule.groupId()).orElse("unknown"),
                Collectors.mapping(rule -> rule(rule, lists), Collectors.toList())));
  }

  private SecurityGroupRule rule(
      software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule,
      Map<String, List<String>> lists) {
    boolean egress = Boolean.TRUE.equals(rule.isEgress());
    Optional<String> block =
        Optional.ofNullable(rule.cidrIpv4()).or(() -> Optional.ofNullable(rule.cidrIpv6()));
    Optional<String> list = Optional.ofNullable(rule.prefixListId());
    List<String> addresses =
        list.filter(id -> !egress)
            .map(id -> lists.computeIfAbsent(id, this::entries))
            .orElse(block.stream().toList());
    return new SecurityGroupRule(
        rule.securityGroupRuleId(),
        egress,
        rule.ipProtocol(),
        port(rule.fromPort()),
        port(rule.toPort()),
        Stream.of(block, list, group(rule)).flatMap(Optional::stream).findFirst().orElse("unknown"),
        addresses,
        Optional.ofNullable(rule.description()),
        Optional.ofNullable(rule.referencedGroupInfo())
            .flatMap(info -> Optional.ofNullable(info.userId())));
  }

  private static Optional<String> group(
      software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
    return Optional.ofNullable(rule.referencedGroupInfo())
        .flatMap(info -> Optional.ofNullable(info.groupId()));
  }

  private List<String> entries(String list) {
    return ec2
        .getManagedPrefixListEntriesPaginator(r -> r.prefixListId(list).maxResults(LIST_PAGE))
        .entries()
        .stream()
        .map(PrefixListEntry::cidr)
        .toList();
  }

  private static int port(Integer port) {
    return port == null ? -1 : port;
  }
}

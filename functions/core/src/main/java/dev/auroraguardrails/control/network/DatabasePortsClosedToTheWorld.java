package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Judges by the port that each cluster really listens on, and by sets of addresses: /0 however
/// it is written, ::/0, and rules that only together let everybody in.
@About(
    id = "NET-01",
    title = "The ports of Aurora clusters are closed to the world",
    severity = Severity.CRITICAL,
    family = Family.NETWORK,
    calls = {"AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"},
    why =
        "A database port that the whole internet can reach is found by scanners within minutes; then"
            + " only a password is left.",
    limits = RuleViolation.LIMITS,
    mappings = {
      "Security Hub EC2.18",
      "Security Hub EC2.19",
      "AWS Config vpc-sg-open-only-to-authorized-ports",
      "CIS AWS Database Services 2.1",
      "Prowler ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306"
    })
public final class DatabasePortsClosedToTheWorld implements Control<SecurityGroup> {
  static final String ID = "NET-01";

  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    Map<String, Violation> byRule = new LinkedHashMap<>();
    now.usedBy().stream()
        .sorted(java.util.Comparator.comparing(ClusterUse::cluster))
        .forEach(
            use ->
                guilty(now, use)
                    .forEach(
                        rule -> byRule.putIfAbsent(rule.id(), violation(now, use, rule, context))));
    return List.copyOf(byRule.values());
  }

  /// @return the ids of the rules that this control blames
  static Set<String> blamed(SecurityGroup group) {
    return group.usedBy().stream()
        .flatMap(use -> guilty(group, use).stream())
        .map(SecurityGroupRule::id)
        .collect(Collectors.toSet());
  }

  /// @return the rules that let the world reach the cluster: each that does so alone, else each
  ///     that the others could not do without
  private static List<SecurityGroupRule> guilty(SecurityGroup group, ClusterUse use) {
    List<SecurityGroupRule> letting =
        group.rules().values().stream()
            .filter(rule -> !rule.egress() && !rule.addresses().isEmpty() && rule.lets(use.port()))
            .toList();
    if (!isTheWorld(letting)) {
      return List.of();
    }
    List<SecurityGroupRule> alone =
        letting.stream().filter(rule -> isTheWorld(List.of(rule))).toList();
    List<SecurityGroupRule> others = letting.stream().filter(r -> !alone.contains(r)).toList();
    if (!isTheWorld(others)) {
      return alone;
    }
    List<SecurityGroupRule> needed =
        others.stream()
            .filter(rule -> !isTheWorld(others.stream().filter(r -> !r.equals(rule)).toList()))
            .toList();
    List<SecurityGroupRule> all = new java.util.ArrayList<>(alone);
    all.addAll(needed.isEmpty() ? others : needed);
    return all;
  }

  private static boolean isTheWorld(Collection<SecurityGroupRule> rules) {
    return AddressSpace.isTheWorld(
        rules.stream().flatMap(rule -> rule.addresses().stream()).toList());
  }

  private static Violation violation(
      SecurityGroup group, ClusterUse use, SecurityGroupRule rule, Context<SecurityGroup> context) {
    String evidence =
        "port %d of cluster %s open to %s by %s (%s)%s"
            .formatted(
                use.port(),
                use.cluster(),
                rule.source(),
                rule.id(),
                rule.ports(),
                isTheWorld(List.of(rule)) ? "" : ", which with other rules lets everybody in");
    return RuleViolation.of(
        new RevokeIngressRules(group.id(), List.of(rule)), group, rule, evidence, context);
  }
}

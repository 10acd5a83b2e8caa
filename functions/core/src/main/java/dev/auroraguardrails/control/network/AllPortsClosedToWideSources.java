package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Blames each rule for itself: all traffic or every TCP port, to more public addresses than the
/// baseline allows. NET-01 asks who reaches the one port of a cluster, and only the whole world is
/// too much there; a rule that NET-01 blames is left to it, so that nobody is told twice. Private
/// addresses do not count, however many they are.
@About(
    id = "NET-02",
    title = "No rule opens all ports around Aurora clusters to a wide range of public addresses",
    severity = Severity.CRITICAL,
    family = Family.NETWORK,
    calls = {"AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"},
    why =
        "A rule for all traffic is written in haste and outlives its reason; a range of public"
            + " addresses that is wide holds strangers, and what listens beside the database is"
            + " open to them, too.",
    limits = RuleViolation.LIMITS,
    mappings = {
      "Security Hub EC2.18",
      "AWS Config vpc-sg-open-only-to-authorized-ports",
      "CIS AWS Database Services 2.1",
      "Prowler ec2_securitygroup_allow_ingress_from_internet_to_all_ports"
    })
public final class AllPortsClosedToWideSources implements Control<SecurityGroup> {
  static final String ID = "NET-02";

  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    Baseline baseline = context.baseline();
    List<SecurityGroupRule> wide = blamed(now, baseline);
    Set<String> told =
        !wide.isEmpty()
                && RuleViolation.leavesItTo(DatabasePortsClosedToTheWorld.ID, ID, now, baseline)
            ? DatabasePortsClosedToTheWorld.blamed(now)
            : Set.of();
    return wide.stream()
        .filter(rule -> !told.contains(rule.id()))
        .map(
            rule ->
                RuleViolation.of(
                    new RevokeIngressRules(now.id(), List.of(rule)),
                    now,
                    rule,
                    evidence(now, rule, baseline),
                    context))
        .toList();
  }

  static List<SecurityGroupRule> blamed(SecurityGroup group, Baseline baseline) {
    return group.usedBy().isEmpty()
        ? List.of()
        : group.rules().values().stream().filter(rule -> blames(rule, baseline)).toList();
  }

  /// @return whether the rule opens too much, if a cluster uses its group
  static boolean blames(SecurityGroupRule rule, Baseline baseline) {
    return !rule.egress()
        && rule.letsEveryPort()
        && AddressSpace.isWiderThan(
            baseline.sources().widestIpv4(), baseline.sources().widestIpv6(), rule.addresses());
  }

  private static String evidence(SecurityGroup group, SecurityGroupRule rule, Baseline baseline) {
    String clusters =
        group.usedBy().stream().map(ClusterUse::cluster).sorted().collect(Collectors.joining(", "));
    return "all ports around %s open to %s by %s (%s), wider than /%d in IPv4 or /%d in IPv6"
        .formatted(
            clusters,
            rule.source(),
            rule.id(),
            rule.ports(),
            baseline.sources().widestIpv4(),
            baseline.sources().widestIpv6());
  }
}

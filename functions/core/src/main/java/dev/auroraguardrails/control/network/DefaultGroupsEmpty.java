package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Blames every ingress rule of a VPC's default group that an Aurora cluster uses, but for the one
/// that it is born with, from itself. A rule that a graver control blames is left to that one.
@About(
    id = "NET-26",
    title = "Default security groups of Aurora clusters let nobody in",
    severity = Severity.MEDIUM,
    family = Family.NETWORK,
    act = Act.REVERT_IF_ASKED,
    calls = {"AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"},
    why =
        "Whatever is started in the VPC without a group gets the default one: a rule in it opens the"
            + " cluster and all that, and is written for something else.",
    limits = RuleViolation.LIMITS,
    mappings = {
      "Security Hub EC2.2",
      "AWS Config vpc-default-security-group-closed",
      "CIS AWS Foundations 6.5",
      "Prowler ec2_securitygroup_default_restrict_traffic"
    })
public final class DefaultGroupsEmpty implements Control<SecurityGroup> {
  public static final String ID = "NET-26";

  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    List<SecurityGroupRule> blamed =
        now.rules().values().stream().filter(rule -> blames(now, rule)).toList();
    Set<String> told = blamed.isEmpty() ? Set.of() : Graver.rules(ID, now, context.baseline());
    return blamed.stream()
        .filter(rule -> !told.contains(rule.id()))
        .map(
            rule ->
                RuleViolation.of(
                    new RevokeIngressRules(now.id(), List.of(rule)),
                    now,
                    rule,
                    evidence(now, rule),
                    context))
        .toList();
  }

  static boolean blames(SecurityGroup group, SecurityGroupRule rule) {
    return !group.usedBy().isEmpty()
        && group.name().equals(Optional.of(SecurityGroup.DEFAULT))
        && !rule.egress()
        && !rule.source().equals(group.id().name());
  }

  private static String evidence(SecurityGroup group, SecurityGroupRule rule) {
    return "the default group of the VPC, which %s uses, open to %s by %s (%s)"
        .formatted(ClusterUse.named(group.usedBy()), rule.source(), rule.id(), rule.ports());
  }
}

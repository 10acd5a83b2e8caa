package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.SecurityGroupRule.SourceKind;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Blames a rule whose source is a security group of an account that is neither this one nor
/// trusted, and, where the baseline lists groups, any that is not listed. The group itself is
/// always known: its members are the databases. A source that belongs to nobody any more was
/// deleted and lets nobody in.
@About(
    id = "NET-04",
    title = "Only known security groups are let in to the ports of Aurora clusters",
    severity = Severity.MEDIUM,
    family = Family.NETWORK,
    act = Act.REVERT_IF_ASKED,
    calls = {"AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"},
    why =
        "A rule for a security group lets in whatever is put into that group later, and in another"
            + " account others decide what that is.",
    limits = RuleViolation.LIMITS,
    mappings = {"CIS AWS Database Services 2.1"})
public final class SourceGroupsKnown implements Control<SecurityGroup> {
  static final String ID = "NET-04";

  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    Baseline baseline = context.baseline();
    return now.rules().values().stream()
        .filter(rule -> blames(rule, now, baseline))
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

  /// @return the ids of the rules that this control blames
  static Set<String> blamed(SecurityGroup group, Baseline baseline) {
    return group.rules().values().stream()
        .filter(rule -> blames(rule, group, baseline))
        .map(SecurityGroupRule::id)
        .collect(Collectors.toSet());
  }

  static boolean blames(SecurityGroupRule rule, SecurityGroup group, Baseline baseline) {
    return isStrange(rule, group.id(), baseline)
        && group.usedBy().stream().anyMatch(use -> rule.lets(use.port()));
  }

  /// @return whether the rule's source is not known, if a cluster listens on one of its ports
  static boolean isStrange(SecurityGroupRule rule, ResourceId group, Baseline baseline) {
    return !rule.egress()
        && rule.sourceKind() == SourceKind.SECURITY_GROUP
        && !rule.source().equals(group.name())
        && (isForeign(rule, group, baseline) || isUnlisted(rule, baseline));
  }

  private static boolean isForeign(SecurityGroupRule rule, ResourceId group, Baseline baseline) {
    return rule.sourceAccount()
        .filter(owner -> !owner.equals(group.account()))
        .filter(owner -> !baseline.trustedAccounts().contains(owner))
        .isPresent();
  }

  private static boolean isUnlisted(SecurityGroupRule rule, Baseline baseline) {
    Set<String> listed = baseline.sources().groups();
    return !listed.isEmpty() && rule.sourceAccount().isPresent() && !listed.contains(rule.source());
  }

  private static String evidence(SecurityGroup group, SecurityGroupRule rule, Baseline baseline) {
    ClusterUse use =
        group.usedBy().stream()
            .filter(one -> rule.lets(one.port()))
            .min(Comparator.comparing(ClusterUse::cluster))
            .orElseThrow();
    String owner = rule.sourceAccount().orElse("unknown");
    return "port %d of cluster %s open to security group %s by %s (%s), %s"
        .formatted(
            use.port(),
            use.cluster(),
            rule.source(),
            rule.id(),
            rule.ports(),
            isForeign(rule, group.id(), baseline)
                ? "which account " + owner + " owns, and which is not trusted"
                : "which is not among the groups that the baseline lists");
  }
}

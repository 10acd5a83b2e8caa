package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.PrivateRanges;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Blames each rule that lets an address reach the port of a cluster which lies in none of the
/// baseline's `companyRanges`. Says nothing while none are listed, since then nobody is a stranger.
/// Private addresses are the company's own unless the baseline says otherwise: they can only come
/// from its VPCs and what is connected with them. A rule that NET-01 or NET-02 blames is left to
/// them.
@About(
    id = "NET-03",
    title = "Only the company's own addresses reach the ports of Aurora clusters",
    severity = Severity.HIGH,
    family = Family.NETWORK,
    calls = {"AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"},
    why =
        "Data leaves through one rule for one address as well as through a rule for the world, and"
            + " the one address is overlooked.",
    limits = RuleViolation.LIMITS,
    mappings = {
      "CIS AWS Database Services 2.1",
      "Prowler ec2_securitygroup_allow_wide_open_public_ipv4"
    })
public final class SourcesWithinTheCompany implements Control<SecurityGroup> {
  static final String ID = "NET-03";
  private static final int SHOWN = 3;

  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    Baseline baseline = context.baseline();
    if (baseline.companyRanges().isEmpty()) {
      return List.of();
    }
    Set<String> told = Graver.rules(ID, now, baseline);
    return now.rules().values().stream()
        .filter(rule -> !told.contains(rule.id()))
        .flatMap(
            rule ->
                now.usedBy().stream()
                    .filter(use -> rule.lets(use.port()) && !strangers(rule, baseline).isEmpty())
                    .min(Comparator.comparing(ClusterUse::cluster))
                    .map(use -> violation(now, use, rule, context))
                    .stream())
        .toList();
  }

  /// @return the addresses of the rule that are not the company's own; none while the company has
  ///     none listed
  static List<String> strangers(SecurityGroupRule rule, Baseline baseline) {
    if (rule.egress() || baseline.companyRanges().isEmpty()) {
      return List.of();
    }
    boolean privateToo = baseline.sources().privateRanges() == PrivateRanges.INSIDE;
    return AddressSpace.outside(rule.addresses(), baseline.companyRanges(), privateToo);
  }

  /// @return the ids of the rules that this control blames, whatever others say about them
  static Set<String> blamed(SecurityGroup group, Baseline baseline) {
    return group.rules().values().stream()
        .filter(rule -> !strangers(rule, baseline).isEmpty())
        .filter(rule -> group.usedBy().stream().anyMatch(use -> rule.lets(use.port())))
        .map(SecurityGroupRule::id)
        .collect(Collectors.toSet());
  }

  private static Violation violation(
      SecurityGroup group, ClusterUse use, SecurityGroupRule rule, Context<SecurityGroup> context) {
    List<String> strangers = strangers(rule, context.baseline());
    String shown = strangers.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = strangers.size() - SHOWN;
    String evidence =
        "port %d of cluster %s open to %s by %s (%s); outside the company's ranges: %s%s"
            .formatted(
                use.port(),
                use.cluster(),
                rule.source(),
                rule.id(),
                rule.ports(),
                shown,
                more > 0 ? " and " + more + " more" : "");
    return RuleViolation.of(
        new RevokeIngressRules(group.id(), List.of(rule)), group, rule, evidence, context);
  }
}

package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.engine.SecurityGroupRequest;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RevokeEgressRules;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Set;

/// Blames an egress rule to the whole internet that a call has just added or widened. Every group
/// is born with such a rule, so that one which stands says nothing about anybody.
@About(
    id = "NET-06",
    title = "Egress of the security groups of Aurora clusters is not opened to the world",
    severity = Severity.MEDIUM,
    family = Family.NETWORK,
    act = Act.REVERT_IF_ASKED,
    calls = {"AuthorizeSecurityGroupEgress", "ModifySecurityGroupRules"},
    why =
        "Whoever runs SQL can have the database send its data away: by dblink, a foreign server, a"
            + " Lambda function.",
    limits =
        "Connections that are open already stay up until they close. What a prefix list in an egress"
            + " rule stands for is not read.")
public final class EgressClosedToTheWorld implements Control<SecurityGroup> {
  static final String ID = "NET-06";
  private static final Set<String> OPENING =
      Set.of("AuthorizeSecurityGroupEgress", "ModifySecurityGroupRules");

  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    Set<String> touched =
        context
            .change()
            .filter(change -> OPENING.contains(change.name()))
            .map((ChangeEvent change) -> SecurityGroupRequest.touched(change, now))
            .orElse(Set.of());
    return now.rules().values().stream()
        .filter(rule -> touched.contains(rule.id()) && blames(rule) && !now.usedBy().isEmpty())
        .map(
            rule ->
                RuleViolation.of(
                    new RevokeEgressRules(now.id(), List.of(rule)),
                    now,
                    rule,
                    evidence(now, rule),
                    context))
        .toList();
  }

  static boolean blames(SecurityGroupRule rule) {
    return rule.egress() && AddressSpace.isTheWorld(rule.addresses());
  }

  private static String evidence(SecurityGroup group, SecurityGroupRule rule) {
    return "%s may connect to %s (%s) by %s"
        .formatted(ClusterUse.named(group.usedBy()), rule.source(), rule.ports(), rule.id());
  }
}

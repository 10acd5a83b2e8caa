package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.engine.SecurityGroupRequest;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.stream.Collectors;

/// A record for whoever has to review such changes. It is silent where another control blames what
/// the call did, and about the guard's own calls.
@About(
    id = "NET-25",
    title = "Changes to security groups of Aurora clusters are told",
    severity = Severity.LOW,
    family = Family.NETWORK,
    act = Act.TELL_IF_ASKED,
    calls = {
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupEgress",
      "ModifySecurityGroupRules"
    },
    why = "A change that is allowed today is the first thing to look at when something goes wrong.",
    mappings = {
      "CIS AWS Foundations 5.10",
      "Prowler cloudwatch_log_metric_filter_security_group_changes"
    })
public final class GroupChangesTold implements Control<SecurityGroup> {
  static final String ID = "NET-25";
  private static final int SHOWN = 3;

  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    if (now.usedBy().isEmpty()) {
      return List.of();
    }
    return context.change().stream()
        .filter(change -> change.name().contains("SecurityGroup"))
        .filter(change -> !change.name().startsWith("Associate"))
        .map(change -> Violation.aboutTheCall(evidence(now, change), "it may be meant"))
        .toList();
  }

  private static String evidence(SecurityGroup now, ChangeEvent change) {
    List<SecurityGroupRule> rules = SecurityGroupRequest.rules(change);
    String shown =
        rules.stream()
            .limit(SHOWN)
            .map(rule -> rule.ports() + (rule.egress() ? " to " : " from ") + rule.source())
            .collect(Collectors.joining(", "));
    int more = rules.size() - SHOWN;
    return "%s on the group of %s%s%s"
        .formatted(
            change.name(),
            ClusterUse.named(now.usedBy()),
            shown.isEmpty() ? "" : ": " + shown,
            more > 0 ? " and " + more + " more" : "");
  }
}

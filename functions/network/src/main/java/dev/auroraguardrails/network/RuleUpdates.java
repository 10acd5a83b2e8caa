package dev.auroraguardrails.network;

import dev.auroraguardrails.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;

/// A rule as ModifySecurityGroupRules takes it.
public final class RuleUpdates {
  private RuleUpdates() {}

  /// @param rule the form that the rule with this id is to have
  public static SecurityGroupRuleUpdate to(SecurityGroupRule rule) {
    var form =
        SecurityGroupRuleRequest.builder()
            .ipProtocol(rule.protocol())
            .fromPort(rule.fromPort())
            .toPort(rule.toPort())
            .description(rule.description().orElse(null));
    switch (rule.sourceKind()) {
      case IPV4 -> form.cidrIpv4(rule.source());
      case IPV6 -> form.cidrIpv6(rule.source());
      case PREFIX_LIST -> form.prefixListId(rule.source());
      case SECURITY_GROUP -> form.referencedGroupId(rule.source());
    }
    return SecurityGroupRuleUpdate.builder()
        .securityGroupRuleId(rule.id())
        .securityGroupRule(form.build())
        .build();
  }
}

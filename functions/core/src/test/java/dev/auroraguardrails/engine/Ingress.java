package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;

/// Calls that open port 5432 of the group `sg-1`.
final class Ingress {
  private Ingress() {}

  /// ModifySecurityGroupRules, which opens an existing rule to the world.
  static ChangeEvent widens(String ruleId) {
    return Given.call(
        "e-1",
        "ec2",
        "ModifySecurityGroupRules",
        ("{'ModifySecurityGroupRulesRequest':{'GroupId':'sg-1','SecurityGroupRule':"
                + "{'SecurityGroupRuleId':'%s','SecurityGroupRule':{'CidrIpv4':'0.0.0.0/0',"
                + "'FromPort':5432,'ToPort':5432,'IpProtocol':'tcp'}}}}")
            .formatted(ruleId));
  }

  /// AuthorizeSecurityGroupIngress, whose answer tells the new rule's id.
  static ChangeEvent opens(String eventId, String block, String ruleId) {
    String range =
        block.contains(":")
            ? "'ipv6Ranges':{'items':[{'cidrIpv6':'%s'}]}".formatted(block)
            : "'ipRanges':{'items':[{'cidrIp':'%s'}]}".formatted(block);
    var call =
        Events.call(
            "ec2",
            "AuthorizeSecurityGroupIngress",
            ("{'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':5432,"
                    + "'toPort':5432,%s}]}}")
                .formatted(range));
    call.put("eventID", eventId);
    call.set(
        "responseElements",
        Events.json(
            ("{'securityGroupRuleSet':{'items':[{'securityGroupRuleId':'%s','isEgress':false,"
                    + "'ipProtocol':'tcp','fromPort':5432,'toPort':5432,'%s':'%s'}]}}")
                .formatted(ruleId, block.contains(":") ? "cidrIpv6" : "cidrIpv4", block)));
    return Events.read(call).event();
  }
}

package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.egress;
import static dev.auroraguardrails.model.Given.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeEgressRules;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressClosedToTheWorldTest {
  private final Judge<SecurityGroup> judge = Judge.by(new EgressClosedToTheWorld());

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "198.51.100.7/0", "::/0"})
  void egressThatACallOpensIsRevoked(String world) {
    var out = egress("sgr-1", world);
    var group = group(egress("sgr-born", "0.0.0.0/0"), out);
    judge.after(opens(world));

    assertThat(judge.fixes(group)).isEqualTo(new RevokeEgressRules(group.id(), List.of(out)));
    assertThat(judge.blames(group).evidence())
        .isEqualTo("cluster orders may connect to " + world + " (all traffic) by sgr-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "203.0.113.0/24", "2001:db8::/32"})
  void narrowerEgressIsLeftAlone(String block) {
    judge.after(opens(block)).passes(group(egress("sgr-1", block)));
  }

  @Test
  void whatStoodBeforeIsLeftAlone() {
    judge.passes(group(egress("sgr-born", "0.0.0.0/0")));
    judge.after(opens("10.0.0.0/8")).passes(group(egress("sgr-born", "0.0.0.0/0")));
  }

  @Test
  void ingressAndGroupsThatNoClusterUsesAreLeftAlone() {
    judge.after(opens("0.0.0.0/0"));

    judge.passes(group(Given.rule("sgr-1", "0.0.0.0/0")));
    judge.passes(group(Set.of(), egress("sgr-1", "0.0.0.0/0")));
  }

  @Test
  void aRuleThatWasWidenedGetsItsEarlierFormBack() {
    var before = egress("sgr-1", "10.0.0.0/8");
    var now = egress("sgr-1", "0.0.0.0/0");
    judge.whenLastGoodWas(group(before)).after(widens());

    assertThat(judge.fixes(group(now)))
        .isEqualTo(
            new ModifySecurityGroupRules(
                group().id(), List.of(new Step<>(Optional.of(now), before))));
  }

  @Test
  void oneWhoseEarlierFormIsUnknownIsTold() {
    judge.after(widens());

    assertThat(judge.doubts(group(egress("sgr-1", "0.0.0.0/0")))).contains("unknown");
  }

  private static ChangeEvent opens(String block) {
    String range =
        block.contains(":")
            ? "'ipv6Ranges':{'items':[{'cidrIpv6':'%s'}]}"
            : "'ipRanges':{'items':[{'cidrIp':'%s'}]}";
    return Given.answered(
        Given.call(
            "e-1",
            "ec2",
            "AuthorizeSecurityGroupEgress",
            ("{'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'-1'," + range + "}]}}")
                .formatted(block)),
        "{'securityGroupRuleSet':{'items':[{'securityGroupRuleId':'sgr-1','isEgress':true,'ipProtocol':'-1','%s':'%s'}]}}"
            .formatted(block.contains(":") ? "cidrIpv6" : "cidrIpv4", block));
  }

  private static ChangeEvent widens() {
    return Given.call(
        "e-1",
        "ec2",
        "ModifySecurityGroupRules",
        "{'ModifySecurityGroupRulesRequest':{'GroupId':'sg-1','SecurityGroupRule':{'SecurityGroupRuleId':'sgr-1','SecurityGroupRule':{'CidrIpv4':'0.0.0.0/0','IpProtocol':'-1'}}}}");
  }
}

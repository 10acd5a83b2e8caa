package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.fromGroup;
import static dev.auroraguardrails.model.Given.group;
import static dev.auroraguardrails.model.Given.recommended;
import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefaultGroupsEmptyTest {
  private final Judge<SecurityGroup> judge = Judge.by(new DefaultGroupsEmpty());

  @Test
  void aRuleOfADefaultGroupIsRevoked() {
    var office = rule("sgr-1", "tcp", 22, 22, "10.0.0.0/8");
    var group = byDefault(fromGroup("sgr-born", "sg-1", "123456789012"), office);

    assertThat(judge.fixes(group)).isEqualTo(new RevokeIngressRules(group.id(), List.of(office)));
    assertThat(judge.blames(group).evidence())
        .isEqualTo(
            "the default group of the VPC, which cluster orders uses, open to 10.0.0.0/8 by sgr-1"
                + " (tcp 22)");
  }

  @Test
  void theRuleThatItIsBornWithAndOutgoingTrafficAreLeftAlone() {
    judge.passes(
        byDefault(
            fromGroup("sgr-born", "sg-1", "123456789012"), Given.egress("sgr-out", "0.0.0.0/0")));
  }

  @Test
  void anotherGroupAndOneWhoseNameNobodyAskedForAreLeftAlone() {
    judge.passes(named("orders-database", rule("sgr-1", "10.0.0.0/8")));
    judge.passes(group(rule("sgr-1", "10.0.0.0/8")));
  }

  @Test
  void aDefaultGroupThatNoClusterUsesIsLeftAlone() {
    SecurityGroup used = byDefault(rule("sgr-1", "10.0.0.0/8"));

    judge.passes(used.with(used.rules(), Set.of()));
  }

  @Test
  void whatAGraverControlBlamesIsLeftToItUnlessThatDoesLess() {
    SecurityGroup open = byDefault(rule("sgr-1", "0.0.0.0/0"));
    judge.passes(open);

    judge.with(recommended("controls: {NET-01: {mode: off}, NET-26: {mode: revert}}"));
    assertThat(judge.blames(open).subject()).isEqualTo("sgr-1");
  }

  @Test
  void anEarlierFormIsNoBetterThanTheRule() {
    var office = rule("sgr-1", "10.0.0.0/8");
    judge
        .after(Given.call("e-1", "ec2", "ModifySecurityGroupRules", "{'GroupId':'sg-1'}"))
        .whenLastGoodWas(byDefault(rule("sgr-1", "10.1.0.0/16")));

    assertThat(judge.doubts(byDefault(office))).contains("not allowed, either");
  }

  private static SecurityGroup byDefault(SecurityGroupRule... rules) {
    return named(SecurityGroup.DEFAULT, rules);
  }

  private static SecurityGroup named(String name, SecurityGroupRule... rules) {
    SecurityGroup group = group(rules);
    return new SecurityGroup(group.id(), group.rules(), group.usedBy(), Optional.of(name));
  }
}

package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.fromGroup;
import static dev.auroraguardrails.model.Given.group;
import static dev.auroraguardrails.model.Given.recommended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceGroupsKnownTest {
  private static final String OWN = "123456789012";
  private static final String OTHER = "210987654321";

  private final Judge<SecurityGroup> judge = Judge.by(new SourceGroupsKnown());

  @Test
  void aRuleForAnotherAccountsGroupIsRevoked() {
    var foreign = fromGroup("sgr-1", "sg-2", OTHER);
    var group = group(fromGroup("sgr-app", "sg-9", OWN), foreign);

    assertThat(judge.fixes(group)).isEqualTo(new RevokeIngressRules(group.id(), List.of(foreign)));
    assertThat(judge.blames(group).evidence())
        .isEqualTo(
            "port 5432 of cluster orders open to security group sg-2 by sgr-1 (tcp 5432), which"
                + " account 210987654321 owns, and which is not trusted");
  }

  @Test
  void aTrustedAccountsGroupIsLeftAlone() {
    judge.with(recommended("trustedAccounts: ['210987654321']"));

    judge.passes(group(fromGroup("sgr-1", "sg-2", OTHER)));
  }

  @Test
  void whereGroupsAreListedAnotherOfTheSameAccountIsBlamed() {
    judge.with(recommended("controls: {NET-04: {groups: [sg-9]}}"));

    judge.passes(group(fromGroup("sgr-1", "sg-9", OWN)));
    assertThat(judge.blames(group(fromGroup("sgr-1", "sg-2", OWN))).evidence())
        .endsWith("which is not among the groups that the baseline lists");
  }

  @Test
  void theGroupItselfIsLeftAlone() {
    judge.with(recommended("controls: {NET-04: {groups: [sg-9]}}"));

    judge.passes(group(fromGroup("sgr-1", "sg-1", OWN)));
  }

  /// EC2 tells no owner of a group that was deleted.
  @Test
  void aGroupThatIsGoneLetsNobodyIn() {
    judge.with(recommended("controls: {NET-04: {groups: [sg-9]}}"));

    judge.passes(group(fromGroup("sgr-1", "sg-2", OWN).ownedBy(Optional.empty())));
  }

  @Test
  void portsThatNoClusterListensOnAndOutgoingTrafficAreLeftAlone() {
    judge.passes(group(Set.of(new ClusterUse("bills", 3306)), fromGroup("sgr-1", "sg-2", OTHER)));
    judge.passes(group(fromGroup("sgr-1", "sg-2", OTHER).outgoing()));
    judge.passes(group(Set.of(), fromGroup("sgr-1", "sg-2", OTHER)));
  }

  @Test
  void addressesAreLeftToOthers() {
    judge.passes(group(Given.rule("sgr-1", "0.0.0.0/0")));
  }

  @Test
  void aRuleThatWasGivenToAnotherGroupGetsItsEarlierSourceBack() {
    SecurityGroupRule before = fromGroup("sgr-1", "sg-9", OWN);
    SecurityGroupRule now = fromGroup("sgr-1", "sg-2", OTHER);
    judge
        .after(Given.call("e-1", "ec2", "ModifySecurityGroupRules", "{'GroupId':'sg-1'}"))
        .whenLastGoodWas(group(before));

    assertThat(judge.fixes(group(now)))
        .isEqualTo(
            new ModifySecurityGroupRules(
                group().id(), List.of(new Step<>(Optional.of(now), before))));
  }

  @Test
  void whatItWasIsNotGivenBackWhereThatWasAStrangersToo() {
    SecurityGroupRule before = fromGroup("sgr-1", "sg-3", "999988887777");
    judge
        .after(Given.call("e-1", "ec2", "ModifySecurityGroupRules", "{'GroupId':'sg-1'}"))
        .whenLastGoodWas(group(before));

    assertThat(judge.doubts(group(fromGroup("sgr-1", "sg-2", OTHER))))
        .isEqualTo("the last known form of the rule is not allowed, either");
  }
}

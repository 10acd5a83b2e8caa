package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.group;
import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasePortsClosedToTheWorldTest {
  private static final SecurityGroupRule OFFICE = rule("sgr-office", "203.0.113.0/24");

  private static final ChangeEvent WIDENED =
      Given.call("e-1", "ec2", "ModifySecurityGroupRules", "{'GroupId':'sg-1'}");

  private final Judge<SecurityGroup> judge = Judge.by(new DatabasePortsClosedToTheWorld());

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "198.51.100.7/0", "::/0", "2001:db8::1/0", "2000::/3"})
  void onlyTheRuleThatOpensThePortIsRevoked(String world) {
    var open = rule("sgr-open", world);
    var group = group(OFFICE, open);

    assertThat(judge.fixes(group)).isEqualTo(new RevokeIngressRules(group.id(), List.of(open)));
    assertThat(judge.blames(group).evidence())
        .isEqualTo("port 5432 of cluster orders open to " + world + " by sgr-open (tcp 5432)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.0/24", "10.0.0.0/8", "0.0.0.0/1", "2001:db8::/32", "fd00::/8"})
  void aRangeThatIsNotTheWorldIsLeftAlone(String range) {
    judge.passes(group(rule("sgr-1", range)));
  }

  @ParameterizedTest
  @CsvSource({"tcp, 5432, 5432", "tcp, 0, 65535", "tcp, 5000, 5432", "6, 5432, 6000", "-1, -1, -1"})
  void rangesThatIncludeTheClustersPortAreRevoked(String protocol, int from, int to) {
    var open = rule("sgr-open", protocol, from, to, "0.0.0.0/0");

    assertThat(blamed(group(open))).containsExactly("sgr-open");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, 443, 443",
    "tcp, 5433, 65535",
    "tcp, 0, 5431",
    "udp, 5432, 5432",
    "icmp, -1, -1"
  })
  void rulesThatDoNotReachTheClustersPortAreLeftAlone(String protocol, int from, int to) {
    judge.passes(group(rule("sgr-web", protocol, from, to, "0.0.0.0/0")));
  }

  @Test
  void thePortIsTheOneThatTheClusterReallyListensOn() {
    var wrong = rule("sgr-1", "tcp", 5432, 5432, "0.0.0.0/0");
    var use = Set.of(new ClusterUse("legacy", 3307));

    judge.passes(group(use, wrong));
    assertThat(blamed(group(use, wrong, rule("sgr-2", "tcp", 3307, 3307, "0.0.0.0/0"))))
        .containsExactly("sgr-2");
  }

  @Test
  void eachClusterThatUsesTheGroupCounts() {
    var uses = Set.of(new ClusterUse("orders", 5432), new ClusterUse("legacy", 3306));

    assertThat(
            blamed(
                group(
                    uses,
                    rule("sgr-1", "tcp", 3306, 3306, "0.0.0.0/0"),
                    rule("sgr-2", "tcp", 5432, 5432, "::/0"))))
        .containsExactlyInAnyOrder("sgr-1", "sgr-2");
  }

  @Test
  void halvesThatAddUpAreTheWorld() {
    var group = group(OFFICE, rule("sgr-a", "0.0.0.0/1"), rule("sgr-b", "128.0.0.0/1"));

    assertThat(blamed(group)).containsExactlyInAnyOrder("sgr-a", "sgr-b");
    assertThat(judge.findsIn(group))
        .allMatch(v -> v.evidence().endsWith("which with other rules lets everybody in"));
  }

  @Test
  void halvesOnDifferentPortsDoNotAddUp() {
    judge.passes(group(rule("sgr-a", "0.0.0.0/1"), rule("sgr-b", "tcp", 443, 443, "128.0.0.0/1")));
  }

  @Test
  void blocksThatLeaveOutOnlyReservedAddressesAreTheWorld() {
    var group =
        group(
            rule("sgr-a", "0.0.0.0/1"), rule("sgr-b", "128.0.0.0/2"), rule("sgr-c", "192.0.0.0/3"));

    assertThat(blamed(group)).containsExactlyInAnyOrder("sgr-a", "sgr-b", "sgr-c");
  }

  @Test
  void whatTheOthersCouldDoWithoutIsNotGuilty() {
    var group =
        group(
            OFFICE,
            rule("sgr-a", "0.0.0.0/1"),
            rule("sgr-b", "128.0.0.0/1"),
            rule("sgr-c", "172.16.0.0/12"));

    assertThat(blamed(group)).containsExactlyInAnyOrder("sgr-a", "sgr-b");
  }

  @Test
  void aHalfBesideTheWholeIsNotGuilty() {
    assertThat(blamed(group(rule("sgr-a", "0.0.0.0/1"), rule("sgr-b", "0.0.0.0/0"))))
        .containsExactly("sgr-b");
  }

  @Test
  void theWorldBehindAPrefixListIsTheWorld() {
    var list =
        new SecurityGroupRule(
            "sgr-pl",
            false,
            "tcp",
            5432,
            5432,
            "pl-1",
            List.of("0.0.0.0/1", "128.0.0.0/1"),
            Optional.empty());

    assertThat(blamed(group(list))).containsExactly("sgr-pl");
  }

  @Test
  void outgoingRulesAndOtherGroupsAreLeftAlone() {
    var out =
        new SecurityGroupRule(
            "sgr-out", true, "-1", -1, -1, "0.0.0.0/0", List.of("0.0.0.0/0"), Optional.empty());
    var peers =
        new SecurityGroupRule(
            "sgr-app", false, "tcp", 5432, 5432, "sg-app", List.of(), Optional.empty());

    judge.passes(group(out, peers));
  }

  @Test
  void aGroupThatNoClusterUsesIsLeftAlone() {
    judge.passes(group(Set.of(), rule("sgr-1", "0.0.0.0/0")));
  }

  @Test
  void aRuleThatWasChangedAndNotAddedIsLeftToAPerson() {
    judge.after(Given.call("e-1", "ec2", "ModifySecurityGroupRules", "{'GroupId':'sg-1'}"));

    assertThat(judge.doubts(group(rule("sgr-1", "0.0.0.0/0")))).contains("earlier form is unknown");
  }

  @Test
  void aRuleThatWasWidenedGetsItsLastKnownFormBack() {
    var before = described(rule("sgr-1", "10.0.0.0/8"), "reporting, \"batch\"");
    var wide = rule("sgr-1", "0.0.0.0/0");
    var group = group(OFFICE, wide);
    judge.after(WIDENED).whenLastGoodWas(group(OFFICE, before));

    assertThat(judge.fixes(group))
        .isEqualTo(
            new ModifySecurityGroupRules(
                group.id(), List.of(new Step<>(Optional.of(wide), before))));
    assertThat(judge.restores(group))
        .isEqualTo(
            new Restored(
                "tcp 5432 from 10.0.0.0/8", Source.LAST_KNOWN_GOOD, Optional.of(Given.NOON)));
  }

  @Test
  void aRuleThatTheLastGoodStateDoesNotHaveIsLeftToAPerson() {
    judge.after(WIDENED).whenLastGoodWas(group(OFFICE));

    assertThat(judge.doubts(group(OFFICE, rule("sgr-1", "0.0.0.0/0"))))
        .contains("earlier form is unknown");
  }

  @Test
  void aFormThatIsNotAllowedAnyMoreIsNotGivenBack() {
    judge
        .with(Given.recommended("companyRanges: [203.0.113.0/24]"))
        .after(WIDENED)
        .whenLastGoodWas(group(rule("sgr-1", "198.51.100.7/32")));

    assertThat(judge.doubts(group(rule("sgr-1", "0.0.0.0/0")))).contains("is not allowed, either");
  }

  @Test
  void aFormThatAnotherRuleHasByNowIsNotGivenBackTwice() {
    var wide = rule("sgr-1", "0.0.0.0/0");
    var group = group(wide, rule("sgr-2", "10.0.0.0/8"));
    judge.after(WIDENED).whenLastGoodWas(group(rule("sgr-1", "10.0.0.0/8")));

    assertThat(judge.fixes(group)).isEqualTo(new RevokeIngressRules(group.id(), List.of(wide)));
    assertThat(judge.restores(group).value()).isEqualTo("tcp 5432 from 10.0.0.0/8, by sgr-2");
  }

  @Test
  void aListThatOthersEditedIsNotTheRulesDoing() {
    judge.after(WIDENED).whenLastGoodWas(group(list("10.0.0.0/8")));

    assertThat(judge.doubts(group(list("0.0.0.0/0")))).contains("is not allowed, either");
  }

  private static SecurityGroupRule list(String block) {
    return new SecurityGroupRule(
        "sgr-1", false, "tcp", 5432, 5432, "pl-1", List.of(block), Optional.empty());
  }

  private static SecurityGroupRule described(SecurityGroupRule rule, String description) {
    return new SecurityGroupRule(
        rule.id(),
        rule.egress(),
        rule.protocol(),
        rule.fromPort(),
        rule.toPort(),
        rule.source(),
        rule.addresses(),
        Optional.of(description));
  }

  private List<String> blamed(SecurityGroup group) {
    return judge.findsIn(group).stream().map(Violation::subject).toList();
  }
}

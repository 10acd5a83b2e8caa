package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.group;
import static dev.auroraguardrails.model.Given.recommended;
import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesWithinTheCompanyTest {
  private static final String RANGES = "companyRanges: [203.0.112.0/23, 2001:db8:4::/48]";

  private final Judge<SecurityGroup> judge =
      Judge.by(new SourcesWithinTheCompany()).with(recommended(RANGES));

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.7/32", "203.0.111.255/32", "2001:db8:5::/64", "2001:db8::1"})
  void aRuleForAStrangerIsRevoked(String stranger) {
    var open = rule("sgr-1", stranger);
    var group = group(rule("sgr-office", "203.0.113.0/24"), open);

    assertThat(judge.fixes(group)).isEqualTo(new RevokeIngressRules(group.id(), List.of(open)));
    assertThat(judge.blames(group).evidence())
        .startsWith("port 5432 of cluster orders open to " + stranger + " by sgr-1 (tcp 5432);")
        .contains("outside the company's ranges: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"203.0.112.0/23", "203.0.113.9/32", "203.0.112.77/23", "2001:db8:4:1::/64"})
  void theCompanysOwnAreLeftAlone(String own) {
    judge.passes(group(rule("sgr-1", own)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/8", "172.31.0.0/16", "192.168.1.0/24", "100.64.0.0/10", "fd00::/8"})
  void privateAddressesAreTheCompanysOwnUnlessTheBaselineSaysOtherwise(String network) {
    judge.passes(group(rule("sgr-1", network)));

    judge.with(recommended(RANGES, "controls: {NET-03: {privateRanges: outside}}"));
    assertThat(blamed(group(rule("sgr-1", network)))).containsExactly("sgr-1");
  }

  @Test
  void aListedPrivateRangeIsTheCompanysOwnInAnyCase() {
    judge.with(
        recommended(
            "companyRanges: [10.20.0.0/16]", "controls: {NET-03: {privateRanges: outside}}"));

    judge.passes(group(rule("sgr-1", "10.20.7.0/24")));
    assertThat(blamed(group(rule("sgr-1", "10.20.7.0/24"), rule("sgr-2", "10.21.0.0/16"))))
        .containsExactly("sgr-2");
  }

  @Test
  void aSourceThatIsPartlyTheCompanysSaysWhatIsNot() {
    assertThat(judge.blames(group(rule("sgr-1", "203.0.112.0/22"))).evidence())
        .endsWith("outside the company's ranges: 203.0.114.0/23");
  }

  @Test
  void rangesThatOnlyTogetherHoldTheSourceDo() {
    judge.with(recommended("companyRanges: [203.0.112.0/24, 203.0.113.0/24]"));

    judge.passes(group(rule("sgr-1", "203.0.112.0/23")));
  }

  @Test
  void aPrefixListIsItsEntries() {
    judge.passes(group(list("203.0.113.0/24", "10.0.0.0/8", "2001:db8:4::/64")));
    assertThat(judge.blames(group(list("203.0.113.0/24", "198.51.100.0/24"))).evidence())
        .endsWith("outside the company's ranges: 198.51.100.0/24");
  }

  @Test
  void manyStrangersAreCounted() {
    assertThat(
            judge
                .blames(
                    group(list("1.1.1.1/32", "2.2.2.2/32", "3.3.3.3/32", "4.4.4.4/32", "5.5.5.5")))
                .evidence())
        .endsWith("1.1.1.1/32, 2.2.2.2/32, 3.3.3.3/32 and 2 more");
  }

  @Test
  void withoutCompanyRangesNobodyIsAStranger() {
    judge.with(recommended());

    judge.passes(group(rule("sgr-1", "198.51.100.7/32")));
  }

  @Test
  void portsThatNoClusterListensOnAndOutgoingTrafficAreLeftAlone() {
    judge.passes(
        group(
            rule("sgr-web", "tcp", 443, 443, "198.51.100.7/32"),
            new SecurityGroupRule(
                "sgr-out",
                true,
                "-1",
                -1,
                -1,
                "198.51.100.7/32",
                List.of("198.51.100.7/32"),
                Optional.empty())));
  }

  @Test
  void otherSecurityGroupsAreLeftAlone() {
    judge.passes(
        group(
            new SecurityGroupRule(
                "sgr-app", false, "tcp", 5432, 5432, "sg-app", List.of(), Optional.empty())));
  }

  @Test
  void aGroupThatNoClusterUsesIsLeftAlone() {
    judge.passes(group(Set.of(), rule("sgr-1", "198.51.100.7/32")));
  }

  @Test
  void aRuleIsBlamedOnceForAllClusters() {
    var uses = Set.of(new ClusterUse("orders", 5432), new ClusterUse("bills", 5432));

    assertThat(judge.blames(group(uses, rule("sgr-1", "198.51.100.7/32"))).evidence())
        .startsWith("port 5432 of cluster bills");
  }

  @Test
  void whatAGraverControlBlamesIsLeftToIt() {
    judge.passes(group(rule("sgr-1", "0.0.0.0/0"), rule("sgr-2", "-1", -1, -1, "198.0.0.0/8")));
  }

  @Test
  void unlessTheGraverControlDoesLessAboutIt() {
    judge.with(recommended(RANGES, "controls: {NET-01: {mode: alert}, NET-02: {mode: off}}"));

    assertThat(
            blamed(group(rule("sgr-1", "0.0.0.0/0"), rule("sgr-2", "-1", -1, -1, "198.0.0.0/8"))))
        .containsExactly("sgr-1", "sgr-2");
  }

  @Test
  void aRuleThatWasChangedAndNotAddedIsLeftToAPerson() {
    judge.after(Given.call("e-1", "ec2", "ModifySecurityGroupRules", "{'GroupId':'sg-1'}"));

    assertThat(judge.doubts(group(rule("sgr-1", "198.51.100.7/32"))))
        .contains("earlier form is unknown");
  }

  private static SecurityGroupRule list(String... entries) {
    return new SecurityGroupRule(
        "sgr-pl", false, "tcp", 5432, 5432, "pl-1", List.of(entries), Optional.empty());
  }

  private List<String> blamed(SecurityGroup group) {
    return judge.findsIn(group).stream().map(Violation::subject).toList();
  }
}

package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.group;
import static dev.auroraguardrails.model.Given.recommended;
import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllPortsClosedToWideSourcesTest {
  private static final SecurityGroupRule WIDE = all("sgr-wide", "198.0.0.0/8");

  private final Judge<SecurityGroup> judge = Judge.by(new AllPortsClosedToWideSources());

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/1", "198.0.0.0/8", "203.0.0.0/15", "2000::/4", "2001:db8::/47"})
  void onlyTheRuleThatOpensAllPortsToManyIsRevoked(String source) {
    var wide = all("sgr-wide", source);
    var group = group(all("sgr-office", "203.0.113.0/24"), wide);

    assertThat(judge.fixes(group)).isEqualTo(new RevokeIngressRules(group.id(), List.of(wide)));
    assertThat(judge.blames(group).evidence())
        .isEqualTo(
            "all ports around orders open to "
                + source
                + " by sgr-wide (all traffic), wider than /16 in IPv4 or /48 in IPv6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.0.0/16", "203.0.113.0/24", "198.51.100.7/32", "2001:db8::/48"})
  void aRangeThatAnOfficeMayHaveIsLeftAlone(String office) {
    judge.passes(group(all("sgr-office", office)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10", "fc00::/7", "fd00::/8"})
  void privateAddressesAreLeftAloneHoweverMany(String network) {
    judge.passes(group(all("sgr-vpc", network)));
  }

  @ParameterizedTest
  @CsvSource({"-1, -1, -1", "tcp, 0, 65535", "tcp, 1, 65535", "6, 0, 65535", "tcp, -1, -1"})
  void allPortsAreAllPortsHoweverWritten(String protocol, int from, int to) {
    assertThat(blamed(group(rule("sgr-1", protocol, from, to, "198.0.0.0/8"))))
        .containsExactly("sgr-1");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, 5432, 5432",
    "tcp, 1024, 65535",
    "tcp, 0, 65534",
    "udp, 0, 65535",
    "icmp, -1, -1"
  })
  void fewerPortsAreLeftAlone(String protocol, int from, int to) {
    judge.passes(group(rule("sgr-1", protocol, from, to, "198.0.0.0/8")));
  }

  @Test
  void aRuleOfTheGroupForItselfIsLeftAlone() {
    judge.passes(
        group(
            new SecurityGroupRule(
                "sgr-self", false, "-1", -1, -1, "sg-1", List.of(), Optional.empty())));
  }

  @Test
  void outgoingTrafficIsLeftAlone() {
    judge.passes(
        group(
            new SecurityGroupRule(
                "sgr-out",
                true,
                "-1",
                -1,
                -1,
                "0.0.0.0/1",
                List.of("0.0.0.0/1"),
                Optional.empty())));
  }

  @Test
  void aGroupThatNoClusterUsesIsLeftAlone() {
    judge.passes(group(Set.of(), WIDE));
  }

  @Test
  void theEntriesOfAPrefixListAddUp() {
    var list =
        new SecurityGroupRule(
            "sgr-pl",
            false,
            "-1",
            -1,
            -1,
            "pl-1",
            List.of("203.0.0.0/17", "203.0.128.0/17", "203.0.0.0/16", "198.51.100.7/32"),
            Optional.empty());

    assertThat(blamed(group(list))).containsExactly("sgr-pl");
  }

  @Test
  void theBaselineSaysHowWideIsTooWide() {
    judge.with(recommended("controls: {NET-02: {widestIpv4: 24, widestIpv6: 64}}"));

    assertThat(blamed(group(all("sgr-1", "203.0.112.0/23"), all("sgr-2", "2001:db8::/63"))))
        .containsExactly("sgr-1", "sgr-2");
    judge.passes(group(all("sgr-1", "203.0.113.0/24"), all("sgr-2", "2001:db8::/64")));
  }

  @Test
  void whatNet01BlamesIsLeftToIt() {
    judge.passes(group(all("sgr-world", "0.0.0.0/0")));
    judge.passes(group(all("sgr-a", "0.0.0.0/1"), all("sgr-b", "128.0.0.0/1")));
    assertThat(blamed(group(all("sgr-world", "0.0.0.0/0"), WIDE))).containsExactly("sgr-wide");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "controls: {NET-01: {mode: off}}",
        "controls: {NET-01: {mode: alert}}",
        "exemptions: [{control: NET-01, resource: '*', reason: public data, until: 2020-01-01}]"
      })
  void unlessNet01DoesLessAboutIt(String yaml) {
    judge.with(recommended(yaml));

    assertThat(blamed(group(all("sgr-world", "0.0.0.0/0")))).containsExactly("sgr-world");
  }

  @Test
  void aRuleThatWasChangedAndNotAddedIsLeftToAPerson() {
    judge.after(Given.call("e-1", "ec2", "ModifySecurityGroupRules", "{'GroupId':'sg-1'}"));

    assertThat(judge.doubts(group(WIDE))).contains("earlier form is unknown");
  }

  private List<String> blamed(SecurityGroup group) {
    return judge.findsIn(group).stream().map(Violation::subject).toList();
  }

  private static SecurityGroupRule all(String id, String block) {
    return rule(id, "-1", -1, -1, block);
  }
}

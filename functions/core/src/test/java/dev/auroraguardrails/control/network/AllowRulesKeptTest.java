package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.group;
import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowRulesKeptTest {
  private static final SecurityGroupRule APP = rule("sgr-app", "10.0.0.0/8");
  private static final ChangeEvent REVOKED =
      Given.call("e-1", "ec2", "RevokeSecurityGroupIngress", "{'groupId':'sg-1'}");

  private final Judge<SecurityGroup> judge =
      Judge.by(new AllowRulesKept()).after(REVOKED).whenLastGoodWas(group(APP));

  @Test
  void aRuleThatIsMissingIsTold() {
    Violation missing = judge.blames(group());

    assertThat(missing.subject()).isEqualTo("sgr-app");
    assertThat(missing.evidence())
        .isEqualTo(
            "port 5432 of cluster orders no longer open to 10.0.0.0/8: sgr-app (tcp 5432) was"
                + " revoked");
    assertThat(missing.fix()).isEmpty();
  }

  @Test
  void aRuleThatStandsIsLeftAlone() {
    judge.passes(group(APP));
  }

  @Test
  void aRuleThatWasMadeAnewIsLeftAlone() {
    judge.passes(group(rule("sgr-new", "10.0.0.0/8")));
  }

  @Test
  void portsThatNoClusterListensOnAreLeftAlone() {
    judge.whenLastGoodWas(group(rule("sgr-web", "tcp", 443, 443, "10.0.0.0/8")));

    judge.passes(group());
  }

  @Test
  void outgoingRulesAreLeftAlone() {
    judge.whenLastGoodWas(
        group(
            new SecurityGroupRule(
                "sgr-out", true, "-1", -1, -1, "10.0.0.0/8", List.of(), Optional.empty())));

    judge.passes(group());
  }

  @Test
  void aGroupThatNoClusterUsesIsLeftAlone() {
    judge.passes(group(Set.of()));
  }

  @Test
  void whatWasNeverSeenToStandIsNotMissed() {
    Judge.by(new AllowRulesKept()).after(REVOKED).passes(group());
  }

  @Test
  void anotherCallsDoNotTellItAgain() {
    judge.after(Given.call("e-2", "ec2", "AuthorizeSecurityGroupIngress", "{'groupId':'sg-1'}"));

    judge.passes(group());
  }
}

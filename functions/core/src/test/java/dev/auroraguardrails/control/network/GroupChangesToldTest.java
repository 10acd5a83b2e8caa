package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.Violation;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupChangesToldTest {
  private static final String FOUR =
      "{'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':5432,'toPort':5432,"
          + "'ipRanges':{'items':[{'cidrIp':'10.1.0.0/16'},{'cidrIp':'10.2.0.0/16'},"
          + "{'cidrIp':'10.3.0.0/16'},{'cidrIp':'10.4.0.0/16'}]}}]}}";

  private final Judge<SecurityGroup> judge = Judge.by(new GroupChangesTold());

  @Test
  void aChangeIsToldWithItsRules() {
    Violation change =
        judge
            .after(Given.call("e-1", "ec2", "AuthorizeSecurityGroupIngress", FOUR))
            .blames(group());

    assertThat(change.evidence())
        .isEqualTo(
            "AuthorizeSecurityGroupIngress on the group of cluster orders: tcp 5432 from"
                + " 10.1.0.0/16, tcp 5432 from 10.2.0.0/16, tcp 5432 from 10.3.0.0/16 and 1 more");
    assertThat(change.isAboutTheCall()).isTrue();
    assertThat(change.fix()).isEmpty();
  }

  @Test
  void aGroupThatNoClusterUsesIsLeftAlone() {
    judge
        .after(Given.call("e-1", "ec2", "AuthorizeSecurityGroupIngress", FOUR))
        .passes(group(Set.of()));
  }

  @Test
  void whatStandsIsLeftAlone() {
    judge.passes(group(Given.rule("sgr-1", "0.0.0.0/0")));
  }
}

package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.Violation;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsStayInTheirVpcTest {
  private final Judge<SecurityGroup> judge =
      Judge.by(new GroupsStayInTheirVpc())
          .after(
              Given.call(
                  "e-1",
                  "ec2",
                  "AssociateSecurityGroupVpc",
                  "{'AssociateSecurityGroupVpcRequest':{'GroupId':'sg-1','VpcId':'vpc-9'}}"));

  @Test
  void aGroupThatIsSharedIsTold() {
    Violation shared = judge.blames(group());

    assertThat(shared.evidence()).isEqualTo("the group of cluster orders shared with vpc-9");
    assertThat(shared.fix()).isEmpty();
  }

  @Test
  void aGroupThatNoClusterUsesIsLeftAlone() {
    judge.passes(group(Set.of()));
  }

  @Test
  void otherCallsAreLeftAlone() {
    judge
        .after(Given.call("e-1", "ec2", "AuthorizeSecurityGroupIngress", "{'groupId':'sg-1'}"))
        .passes(group());
  }
}

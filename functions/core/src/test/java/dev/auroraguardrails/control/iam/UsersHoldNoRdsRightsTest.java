package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersHoldNoRdsRightsTest {
  private static final String ONE_CLUSTER =
      "{'Statement':[{'Effect':'Allow','Action':'rds:ModifyDBCluster',"
          + "'Resource':'arn:aws:rds:us-east-1:123456789012:cluster:orders'}]}";

  private final Judge<IamPrincipal> judge = Judge.by(new UsersHoldNoRdsRights());

  @Test
  void whatAUserHoldsDirectlyIsTakenAway() {
    judge.whenLastGoodWas(Inline.none(Kind.USER, "carol"));
    var policy = Given.policy(ONE_CLUSTER);
    var attached = new IamPrincipal(Given.id(Kind.USER, "carol"), Map.of(policy.arn(), policy));

    assertThat(judge.fixes(attached)).isEqualTo(new DetachPolicy(attached.id(), policy.arn()));
    assertThat(judge.blames(attached).evidence())
        .startsWith("user/carol holds ours directly: sensitive actions on named resources only");
    assertThat(judge.fixes(Inline.on(Kind.USER, "carol", ONE_CLUSTER)))
        .isInstanceOf(DeleteInlinePolicy.class);
  }

  @Test
  void rolesAndGroupsMayHoldIt() {
    judge.passes(Inline.on(Kind.ROLE, "dev", ONE_CLUSTER));
    judge.passes(Inline.on(Kind.GROUP, "devs", ONE_CLUSTER));
  }

  @Test
  void whatIsTooBroadByItselfOrGivesNothingIsLeftToOthers() {
    judge.passes(
        Inline.on(
            Kind.USER,
            "carol",
            "{'Statement':[{'Effect':'Allow','Action':'rds:*','Resource':'*'}]}"));
    judge.passes(
        Inline.on(
            Kind.USER,
            "carol",
            "{'Statement':[{'Effect':'Allow','Action':'rds:Describe*','Resource':'*'}]}"));
  }

  @Test
  void allowListedUsersAreLeftAlone() {
    judge.with(Given.recommended("principals: {allowed: [user/carol]}"));

    judge.passes(Inline.on(Kind.USER, "carol", ONE_CLUSTER));
  }
}

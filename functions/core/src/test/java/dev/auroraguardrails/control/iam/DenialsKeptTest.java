package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.SetDefaultPolicyVersion;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DenialsKeptTest {
  private static final String ARN = "arn:aws:iam::123456789012:policy/keep";
  private static final String DENY =
      "{'Statement':{'Effect':'Deny','Action':'rds:Delete*','Resource':'*'}}";

  private final Judge<PolicyHolder> judge =
      Judge.by(new DenialsKept()).with(Given.recommended("restorePolicies: yes"));

  @Test
  void aDetachedDenyIsAttachedAgain() {
    judge.after(detach());
    var now = detached(DENY);

    assertThat(judge.fixes(now))
        .isEqualTo(
            new GivePolicyBack(now.id(), Part.ATTACHED, "", new Step<>(Optional.empty(), ARN)));
    assertThat(judge.blames(now).evidence())
        .startsWith("role/dev has lost " + ARN + ", which denied rds:DeleteDBCluster");
  }

  @Test
  void whatDeniesNothingThatMattersMayGo() {
    judge.after(detach());

    judge.passes(detached(Given.DESCRIBES));
    judge.passes(detached("{'Statement':{'Effect':'Deny','Action':'s3:*','Resource':'*'}}"));
  }

  @Test
  void whatIsAttachedAgainByNowIsLeftAlone() {
    judge.after(detach());

    judge.passes(
        Inline.none("dev").withAttached(Map.of(ARN, new ManagedPolicy(ARN, Optional.empty()))));
  }

  @Test
  void whatCouldNotBeReadIsTold() {
    judge.after(detach());

    assertThat(judge.blames(Inline.none("dev")).fix()).isEmpty();
  }

  @Test
  void aDeletedOrWeakenedInlineDenyIsPutAgain() {
    judge.whenLastGoodWas(Inline.on("dev", DENY));

    judge.after(inline("DeleteRolePolicy"));
    assertThat(judge.fixes(Inline.none("dev"))).isInstanceOf(GivePolicyBack.class);
    judge.after(inline("PutRolePolicy"));
    assertThat(judge.fixes(Inline.on("dev", Given.DESCRIBES))).isInstanceOf(GivePolicyBack.class);
    judge.passes(
        Inline.on("dev", "{'Statement':{'Effect':'Deny','Action':'rds:*','Resource':'*'}}"));
  }

  @Test
  void ofADeletedPolicyThatIsNotKnownAPersonIsTold() {
    judge.after(inline("DeleteRolePolicy"));

    assertThat(judge.blames(Inline.on("dev", DENY).withInline(List.of())).fix()).isEmpty();
  }

  @Test
  void whatWasPutAfterTheLastGoodStateAndTakenAwayAgainIsNoLoss() {
    judge.whenLastGoodWas(Inline.none("dev"));
    judge.after(inline("DeleteRolePolicy"));

    judge.passes(Inline.none("dev"));
  }

  @Test
  void anEditThatDropsADenyIsTakenBackForAllWhoHaveThePolicy() {
    judge.whenLastGoodWas(Given.managed("keep", "v1", DENY, "role/dev"));
    judge.after(
        Given.call(
            "e-1",
            "iam",
            "SetDefaultPolicyVersion",
            "{'policyArn':'" + ARN + "','versionId':'v2'}"));

    assertThat(judge.fixes(Given.managed("keep", "v2", Given.DESCRIBES, "role/dev")))
        .isInstanceOf(SetDefaultPolicyVersion.class);
    judge.passes(Given.managed("keep", "v2", DENY, "role/dev"));
  }

  @Test
  void aSweepMissesNothing() {
    judge.whenLastGoodWas(Inline.on("dev", DENY));

    judge.passes(Inline.none("dev"));
  }

  private static IamPrincipal detached(String document) {
    var role = Inline.none("dev");
    return role.with(
        role.more()
            .withDetached(
                Optional.of(new ManagedPolicy(ARN, Optional.of(document.replace('\'', '"'))))));
  }

  private static ChangeEvent detach() {
    return Given.call(
        "e-1", "iam", "DetachRolePolicy", "{'roleName':'dev','policyArn':'" + ARN + "'}");
  }

  private static ChangeEvent inline(String call) {
    return Given.call("e-1", "iam", call, "{'roleName':'dev','policyName':'ops'}");
  }
}

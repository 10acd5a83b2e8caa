package dev.auroraguardrails.control.iam;

import static dev.auroraguardrails.model.Given.managed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.SetDefaultPolicyVersion;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPolicy;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopedManagedPoliciesTest {
  private static final String WIDE =
      "{'Statement':[{'Effect':'Allow','Action':'rds:*','Resource':'*'}]}";
  private static final String NARROW =
      "{'Statement':[{'Effect':'Allow','Action':'rds:Describe*','Resource':'*'}]}";

  private final Judge<IamPolicy> judge = Judge.by(new ScopedManagedPolicies());

  @Test
  void theVersionBeforeIsPutInForceAgain() {
    judge.whenLastGoodWas(managed("db/ops", "v3", NARROW));
    var now = managed("db/ops", "v4", WIDE, "role/dev");

    assertThat(judge.fixes(now))
        .isEqualTo(new SetDefaultPolicyVersion(now.id(), new Step<>(Optional.of("v4"), "v3")));
    assertThat(judge.restores(now).value()).isEqualTo("v3 in force");
  }

  @Test
  void theAlertCountsWhomTheEditReaches() {
    assertThat(judge.blames(managed("ops", "v2", WIDE, "role/a", "user/b")).evidence())
        .startsWith("the policy ops, attached to 2 principals (role/a, user/b): statement 1");
    assertThat(judge.blames(managed("ops", "v1", WIDE)).evidence())
        .startsWith("the policy ops, attached to nobody yet: ");
    assertThat(
            judge
                .blames(
                    managed(
                        "ops", "v2", WIDE, "role/a", "role/b", "role/c", "role/d", "role/e",
                        "role/f"))
                .evidence())
        .contains("attached to 6 principals (role/a, role/b, role/c, role/d, role/e and 1 more)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NARROW,
        "{'Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'rds-db:connect','Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'iam:PassRole','Resource':'*'}]}"
      })
  void whatGivesNoAdministrationIsLeftToOtherControls(String document) {
    judge.passes(managed("ops", "v2", document, "role/dev"));
  }

  @Test
  void aPolicyOfAllowListedPrincipalsAloneIsLeftAlone() {
    judge.with(Given.recommended("principals: {allowed: ['role/dba-*']}"));

    judge.passes(managed("ops", "v2", WIDE, "role/dba-1", "role/dba-2"));
    judge.blames(managed("ops", "v2", WIDE, "role/dba-1", "role/dev"));
    judge.blames(managed("ops", "v2", WIDE));
  }

  @Test
  void aFirstVersionHasNothingToGoBackTo() {
    assertThat(judge.blames(managed("ops", "v1", WIDE)).fix()).isEmpty();
  }

  @Test
  void aVersionThatStoodBeforeHasNothingToGoBackTo() {
    judge.whenLastGoodWas(managed("ops", "v2", WIDE));

    assertThat(judge.blames(managed("ops", "v2", WIDE)).fix()).isEmpty();
  }

  @Test
  void anEarlierVersionThatGivesTooMuchAsWellIsNotPutBack() {
    judge.whenLastGoodWas(managed("ops", "v1", WIDE));

    assertThat(judge.doubts(managed("ops", "v2", WIDE))).contains("v1, gives too much, too");
  }

  @Test
  void aPolicyThatAProtectedPrincipalHasIsNeverTouched() {
    judge.with(Given.recommended("principals: {protected: [role/break-glass]}"));
    judge.whenLastGoodWas(managed("ops", "v1", NARROW));

    assertThat(judge.doubts(managed("ops", "v2", WIDE, "role/break-glass", "role/dev")))
        .contains("protected");
  }

  @Test
  void whatIsInForceByALaterCallIsLeftToThatCall() {
    judge.whenLastGoodWas(managed("ops", "v1", NARROW));
    judge.after(
        Given.call(
            "e-1",
            "iam",
            "SetDefaultPolicyVersion",
            "{'policyArn':'arn:aws:iam::123456789012:policy/ops','versionId':'v2'}"));

    assertThat(judge.doubts(managed("ops", "v3", WIDE))).contains("judged by itself");
    assertThat(judge.fixes(managed("ops", "v2", WIDE))).isNotNull();
  }

  @Test
  void whatCannotBeJudgedIsTold() {
    judge.whenLastGoodWas(managed("ops", "v1", NARROW));

    assertThat(judge.doubts(managed("ops", "v2", "{'Statement':[{'Effect':'allow'}]}")))
        .startsWith("doubt is no pass");
    assertThat(
            judge
                .blames(
                    new IamPolicy(
                        managed("ops", "v2", NARROW).id(),
                        "ANPA1",
                        "v2",
                        Optional.empty(),
                        Set.of()))
                .fix())
        .isEmpty();
  }
}

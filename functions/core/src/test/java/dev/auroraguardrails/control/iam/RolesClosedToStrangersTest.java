package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesClosedToStrangersTest {
  private final Judge<IamPrincipal> judge = Judge.by(new RolesClosedToStrangers());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Principal':'*'                      | everyone",
        "'Principal':{'AWS':'999999999999'}   | everyone in account 999999999999",
        "'NotPrincipal':{'AWS':'arn:aws:iam::123456789012:role/x'} | everyone but those named",
      })
  void strangersAreTold(String principal, String who) {
    Violation violation = judge.blames(role(principal));

    assertThat(violation.evidence())
        .startsWith("the trust policy of role/dba: statement 1 lets " + who);
    assertThat(violation.fix()).isEmpty();
    assertThat(violation.doubt().orElseThrow())
        .contains("aws iam update-assume-role-policy --role-name 'dba'");
  }

  @Test
  void theEarlierDocumentIsPutBackWhereTheBaselineLetsTheGuardGive() {
    judge.with(Given.recommended("restorePolicies: yes", "controls: {IAM-07: {mode: revert}}"));
    var before = role("'Principal':{'Service':'lambda.amazonaws.com'}");
    var now = role("'Principal':'*'");
    judge.whenLastGoodWas(before);

    assertThat(judge.fixes(now))
        .isEqualTo(
            new GivePolicyBack(
                now.id(), Part.TRUST, "", new Step<>(now.trust(), before.trust().orElseThrow())));
  }

  @Test
  void otherwiseAPersonIsToldHowToLetIt() {
    judge.whenLastGoodWas(role("'Principal':{'Service':'lambda.amazonaws.com'}"));

    assertThat(judge.doubts(role("'Principal':'*'"))).contains("restorePolicies: yes");
  }

  @Test
  void anEarlierDocumentThatLetsStrangersInIsNotPutBack() {
    judge.with(Given.recommended("restorePolicies: yes"));
    judge.whenLastGoodWas(role("'Principal':{'AWS':'999999999999'}"));

    assertThat(judge.doubts(role("'Principal':'*'"))).contains("gives too much, too");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':{'AWS':'123456789012'}",
        "'Principal':{'Service':'lambda.amazonaws.com'}",
        "'Principal':{'AWS':'999999999999'},'Condition':{'StringEquals':{'sts:ExternalId':'x'}}",
      })
  void acquaintancesAreLeftAlone(String principal) {
    judge.passes(role(principal));
  }

  @Test
  void accountsThatTheBaselineTrustsAreLeftAlone() {
    judge.with(Given.recommended("trustedAccounts: ['999999999999']"));

    judge.passes(role("'Principal':{'AWS':'999999999999'}"));
  }

  @Test
  void aRoleWhoseTrustWasNotReadIsLeftAlone() {
    judge.passes(Given.role("dba"));
  }

  @Test
  void whatCannotBeJudgedIsTold() {
    assertThat(judge.blames(role("'Principal':{}")).evidence()).contains("cannot be judged");
  }

  private static IamPrincipal role(String principal) {
    String document =
        "{'Statement':{'Effect':'Allow','Action':'sts:AssumeRole'," + principal + "}}";
    return new IamPrincipal(
        Given.id(Kind.ROLE, "dba"), Map.of(), List.of(), Optional.of(document.replace('\'', '"')));
  }
}

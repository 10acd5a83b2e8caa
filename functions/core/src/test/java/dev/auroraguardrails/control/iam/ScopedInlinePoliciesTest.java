package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopedInlinePoliciesTest {
  private static final String WIDE = "'Action':'rds:Stop*','Resource':'*'";

  private final Judge<IamPrincipal> judge = Judge.by(new ScopedInlinePolicies());

  @ParameterizedTest
  @CsvSource({"ROLE, role", "USER, user", "GROUP, group"})
  void whatGivesTooMuchIsToldWithItsStatementAndTheWayBack(Kind kind, String label) {
    Violation violation = judge.blames(holder(kind, "dev", WIDE));

    assertThat(violation.evidence())
        .isEqualTo(
            label
                + "/dev holds the inline policy ops: statement 1 allows rds:Stop* on *: destroy"
                + " (rds:StopDBCluster), stop audit (rds:StopActivityStream)");
    assertThat(violation.subject()).isEqualTo("ops");
    assertThat(violation.fix()).isEmpty();
    assertThat(violation.doubt().orElseThrow())
        .contains(
            "aws iam delete-%1$s-policy --%1$s-name 'dev' --policy-name 'ops'".formatted(label));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Action':'rds:*','Resource':'arn:aws:rds:*:*:cluster:dev-*'",
        "'Action':'rds:Describe*','Resource':'*'",
        "'Action':'s3:*','Resource':'*'",
      })
  void whatIsScopedOrOfOtherServicesIsLeftAlone(String statement) {
    judge.passes(holder(Kind.ROLE, "dev", statement));
  }

  @ParameterizedTest
  @CsvSource({"ROLE", "USER", "GROUP"})
  void aPolicyThatWasNotThereBeforeIsDeleted(Kind kind) {
    var now = holder(kind, "dev", WIDE);
    judge.whenLastGoodWas(knowing(kind, "other"));

    assertThat(judge.fixes(now))
        .isEqualTo(new DeleteInlinePolicy(now.id(), "ops", now.inline().getFirst().document()));
    assertThat(judge.restores(now).source()).isEqualTo(Source.LAST_KNOWN_GOOD);
  }

  @Test
  void aPolicyThatReplacedOneIsLeftToAPerson() {
    judge.whenLastGoodWas(knowing(Kind.ROLE, "ops"));

    assertThat(judge.doubts(holder(Kind.ROLE, "dev", WIDE))).startsWith("it replaced a policy");
  }

  @Test
  void whatItReplacedIsPutAgainWhereTheBaselineLetsTheGuardGive() {
    judge.with(Given.recommended("restorePolicies: yes"));
    var before = holder(Kind.ROLE, "dev", "'Action':'s3:*','Resource':'*'");
    var now = holder(Kind.ROLE, "dev", WIDE);
    judge.whenLastGoodWas(before);

    assertThat(judge.fixes(now))
        .isEqualTo(
            new GivePolicyBack(
                now.id(),
                Part.INLINE,
                "ops",
                new Step<>(
                    Optional.of(now.inline().getFirst().document()),
                    before.inline().getFirst().document())));
    judge.with(Given.recommended());
    assertThat(judge.doubts(now)).contains("restorePolicies");
  }

  @Test
  void oneThatGivesMoreThanRdsIsLeftToAPersonUnlessTheBaselineAsksForIt() {
    var now = holder(Kind.ROLE, "dev", "'Action':['rds:*','logs:*'],'Resource':'*'");
    judge.whenLastGoodWas(knowing(Kind.ROLE));

    assertThat(judge.doubts(now)).contains("more than RDS");
    judge.with(Given.recommended("controls: {IAM-02: {policies: any}}"));
    assertThat(judge.fixes(now)).isInstanceOf(DeleteInlinePolicy.class);
  }

  @Test
  void aProtectedPrincipalIsNeverTouched() {
    judge.with(Given.recommended("principals: {protected: [role/dev]}"));
    judge.whenLastGoodWas(knowing(Kind.ROLE));

    assertThat(judge.doubts(holder(Kind.ROLE, "dev", WIDE))).contains("protected");
  }

  @Test
  void whatWasPutAnewSinceIsLeftToTheLaterCall() {
    judge.whenLastGoodWas(knowing(Kind.ROLE));
    judge.after(put("{'Statement':[{'Effect':'Allow','Action':'rds:*','Resource':'*'}]}"));
    assertThat(judge.doubts(holder(Kind.ROLE, "dev", WIDE))).contains("put anew");

    judge.after(put("{'Statement':[{'Effect':'Allow'," + WIDE + "}]}"));
    assertThat(judge.fixes(holder(Kind.ROLE, "dev", WIDE))).isNotNull();
  }

  @Test
  void whatABoundaryLeavesNothingOfIsToldOnly() {
    judge.whenLastGoodWas(knowing(Kind.ROLE));

    assertThat(judge.doubts(bounded("{'Effect':'Allow','Action':'s3:*','Resource':'*'}")))
        .isEqualTo("its permissions boundary limit leaves nothing of it");
    assertThat(judge.fixes(bounded("{'Effect':'Allow','Action':'*','Resource':'*'}"))).isNotNull();
    assertThat(judge.fixes(bounded("{'Effect':'allow'}"))).isNotNull();
  }

  private static IamPrincipal knowing(Kind kind, String... inlineNames) {
    return new IamPrincipal(
        Given.id(kind, "dev"),
        Map.of(),
        List.of(),
        Optional.empty(),
        new Details(Optional.of("AROA1"), Optional.of(Set.of(inlineNames)), Optional.empty()));
  }

  private static IamPrincipal bounded(String statement) {
    var now = holder(Kind.ROLE, "dev", WIDE);
    String document = "{'Statement':" + statement + "}";
    return new IamPrincipal(
        now.id(),
        now.attached(),
        now.inline(),
        now.trust(),
        new Details(
            Optional.of("AROA1"),
            Optional.empty(),
            Optional.of(
                new ManagedPolicy(
                    "arn:aws:iam::123456789012:policy/limit",
                    Optional.of(document.replace('\'', '"'))))));
  }

  private static ChangeEvent put(String document) {
    return Given.call(
        "e-1",
        "iam",
        "PutRolePolicy",
        "{'roleName':'dev','policyName':'ops','policyDocument':'%s'}"
            .formatted(document.replace("'", "\\u0022")));
  }

  @Test
  void aPrincipalWithoutTheInlinePolicyIsLeftAlone() {
    judge.passes(Given.role("dev"));
  }

  @Test
  void allowListedPrincipalsAreLeftAlone() {
    judge.with(Given.recommended("principals: {allowed: [role/dba-*]}"));

    judge.passes(holder(Kind.ROLE, "dba-night", WIDE));
    judge.blames(holder(Kind.USER, "dba-night", WIDE));
  }

  @Test
  void anotherAccountsClustersAreNotOurs() {
    judge.passes(
        holder(
            Kind.ROLE,
            "dev",
            "'Action':'rds:*','Resource':'arn:aws:rds:*:999999999999:cluster:*'"));
  }

  @Test
  void whatCannotBeJudgedIsTold() {
    Violation violation = judge.blames(holder(Kind.ROLE, "dev", "'Action':7,'Resource':'*'"));

    assertThat(violation.evidence()).contains("cannot be judged").contains("Action");
    assertThat(violation.doubt().orElseThrow()).startsWith("doubt is no pass");
  }

  private static IamPrincipal holder(Kind kind, String name, String statement) {
    String document = "{'Statement':[{'Effect':'Allow'," + statement + "}]}";
    return new IamPrincipal(
        Given.id(kind, name),
        Map.of(),
        List.of(new InlinePolicy("ops", document.replace('\'', '"'))),
        Optional.empty());
  }
}

package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

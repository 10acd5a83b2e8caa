package dev.auroraguardrails.control.iam;

import static dev.auroraguardrails.model.Given.managed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoWayToMoreRightsTest {
  private final Judge<PolicyHolder> judge = Judge.by(new NoWayToMoreRights());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Action':'iam:PassRole','Resource':'*'",
        "'Action':['iam:PassRole','rds:AddRoleToDBCluster'],'Resource':'*'",
        "'Action':['iam:PutRolePolicy','iam:AttachUserPolicy'],'Resource':'*'",
      })
  void waysToMoreRightsAreToldAndNeverPutBack(String statement) {
    String document = "{'Statement':[{'Effect':'Allow'," + statement + "}]}";
    judge.whenLastGoodWas(Inline.none("dev"));

    var violation = judge.blames(Inline.on("dev", document));

    assertThat(violation.evidence()).contains("gain more rights");
    assertThat(violation.fix()).isEmpty();
    assertThat(judge.blames(managed("ops", "v2", document, "role/dev")).evidence())
        .startsWith("the policy ops, attached to 1 principal (role/dev): ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Action':'iam:PassRole','Resource':'arn:aws:iam::123456789012:role/app'",
        "'Action':'iam:Get*','Resource':'*'",
        "'Action':'rds:AddRoleToDBCluster','Resource':'*'",
        "'Action':'*','Resource':'*'",
      })
  void whatOpensNoneOrIsAdministrationAnywayIsLeftAlone(String statement) {
    judge.passes(Inline.on("dev", "{'Statement':[{'Effect':'Allow'," + statement + "}]}"));
  }

  @Test
  void allowListedPrincipalsAreLeftAlone() {
    judge.with(Given.recommended("principals: {allowed: [role/deploy]}"));

    judge.passes(
        Inline.on(
            "deploy", "{'Statement':[{'Effect':'Allow','Action':'iam:PassRole','Resource':'*'}]}"));
  }
}

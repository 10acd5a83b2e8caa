package dev.auroraguardrails.control.iam;

import static dev.auroraguardrails.model.Given.managed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.SetDefaultPolicyVersion;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseLoginsNamedTest {
  private static final String ANY_USER = login("arn:aws:rds-db:*:*:dbuser:*/*");
  private static final String ONE_USER =
      login("arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-ABC/orders_app");

  private final Judge<PolicyHolder> judge = Judge.by(new DatabaseLoginsNamed());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "arn:aws:rds-db:*:*:dbuser:*/*",
        "arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-ABC/*",
        "arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-ABC/postgres"
      })
  void loginsAsAnyUserOrAsAnAdministratorAreToldOf(String resource) {
    assertThat(judge.blames(Inline.on("dev", login(resource))).evidence())
        .startsWith("role/dev holds the inline policy ops: ")
        .contains("rds-db:connect");
  }

  @Test
  void loginsAsANamedUserAreLeftAlone() {
    judge.passes(Inline.on("dev", ONE_USER));
    judge.passes(managed("ops", "v1", ONE_USER, "role/dev"));
  }

  @Test
  void administrationIsLeftToItsOwnControls() {
    judge.passes(
        Inline.on("dev", "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}"));
  }

  @Test
  void aNewInlinePolicyIsDeletedAndAnEarlierVersionPutInForce() {
    judge.with(Given.recommended("controls: {IAM-04: {mode: revert}}"));
    judge.whenLastGoodWas(Inline.none("dev"));
    assertThat(judge.fixes(Inline.on("dev", ANY_USER))).isInstanceOf(DeleteInlinePolicy.class);

    judge.whenLastGoodWas(managed("ops", "v1", ONE_USER));
    assertThat(judge.fixes(managed("ops", "v2", ANY_USER)))
        .isInstanceOf(SetDefaultPolicyVersion.class);
  }

  private static String login(String resource) {
    return "{'Statement':[{'Effect':'Allow','Action':'rds-db:connect','Resource':'%s'}]}"
        .formatted(resource);
  }
}

package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import org.junit.jupiter.api.Test;

class AutomatedBackupsNotDeletedTest {
  private final Judge<ApiCall> judge = Judge.by(new AutomatedBackupsNotDeleted());

  private static ApiCall call(String name, String request, String response) {
    return Given.apiCall(
        Given.id(Kind.AUTOMATED_BACKUP, "cluster-ABC"),
        Given.answered(Given.call("e-1", "rds", name, request), response));
  }

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call("DeleteDBCluster", "{}", "{}"));
  }

  @Test
  void theClusterIsNamedWhereTheAnswerDoes() {
    assertThat(
            judge
                .blames(
                    call(
                        "DeleteDBClusterAutomatedBackup",
                        "{'dbClusterResourceId':'cluster-ABC'}",
                        "{'dBClusterIdentifier':'orders'}"))
                .evidence())
        .isEqualTo("the automated backups of cluster orders were deleted");
    assertThat(
            judge
                .blames(
                    call(
                        "DeleteDBClusterAutomatedBackup",
                        "{'dbClusterResourceId':'cluster-ABC'}",
                        "null"))
                .evidence())
        .contains("cluster-ABC");
  }
}

package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabasesNotDeletedTest {
  private final Judge<ApiCall> judge = Judge.by(new DatabasesNotDeleted());

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call("StopDBCluster", "{'dBClusterIdentifier':'orders'}"));
  }

  @Test
  void aFinalSnapshotIsNamedAsTheWayBack() {
    var violation =
        judge.blames(
            call(
                "DeleteDBCluster",
                "{'dBClusterIdentifier':'orders','skipFinalSnapshot':false,"
                    + "'finalDBSnapshotIdentifier':'last'}"));

    assertThat(violation.evidence())
        .isEqualTo("cluster orders was deleted; the final snapshot last is made of it");
    assertThat(violation.doubt().orElseThrow()).endsWith(" --snapshot-identifier last");
    assertThat(violation.fix()).isEmpty();
  }

  @Test
  void keptBackupsAreNamedAsTheWayBack() {
    assertThat(
            judge
                .blames(
                    call(
                        "DeleteDBCluster",
                        "{'dBClusterIdentifier':'orders','skipFinalSnapshot':true,"
                            + "'deleteAutomatedBackups':false}"))
                .evidence())
        .endsWith("without a final snapshot; its automated backups are kept");
  }

  @Test
  void aDeletionThatLeavesNothingSaysSo() {
    assertThat(
            judge
                .blames(
                    call(
                        "DeleteDBCluster",
                        "{'dBClusterIdentifier':'orders','skipFinalSnapshot':true}"))
                .evidence())
        .endsWith("without a final snapshot and with its automated backups");
  }

  @Test
  void membersAndGlobalClustersAreTold() {
    assertThat(judge.blames(call("DeleteDBInstance", "{}")).evidence())
        .isEqualTo("member orders was deleted");
    assertThat(judge.blames(call("DeleteGlobalCluster", "{}")).evidence())
        .isEqualTo("global cluster orders was deleted");
  }

  @Test
  void anEngineThatIsNotKnownIsSaidToBe() {
    var unknown =
        new ApiCall(
            Given.cluster("orders"),
            Given.call("e-1", "rds", "DeleteDBInstance", "{}"),
            Optional.empty());

    assertThat(unknown.isGuarded()).isTrue();
    assertThat(judge.blames(unknown).evidence()).endsWith(" (its engine is not known)");
  }

  private static ApiCall call(String name, String request) {
    return new ApiCall(
        Given.cluster("orders"),
        Given.call("e-1", "rds", name, request),
        Optional.of("aurora-mysql"));
  }
}

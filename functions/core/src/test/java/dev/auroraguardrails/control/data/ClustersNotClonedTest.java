package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class ClustersNotClonedTest {
  private final Judge<DbCluster> judge = Judge.by(new ClustersNotCloned());

  private Judge<DbCluster> restored(String request) {
    return judge.after(
        Given.call(
            "e-1",
            "rds",
            "RestoreDBClusterToPointInTime",
            "{'dBClusterIdentifier':'orders'," + request + "}"));
  }

  @Test
  void aRestoreOfOnesOwnClusterIsLeftAlone() {
    restored("'sourceDBClusterIdentifier':'old','restoreType':'full-copy'")
        .passes(ACluster.orders().build());
    judge.after(Given.modify("e-1", "'port':5433")).passes(ACluster.orders().build());
  }

  @Test
  void aCloneIsTold() {
    assertThat(
            restored("'sourceDBClusterIdentifier':'old','restoreType':'copy-on-write'")
                .blames(ACluster.orders().build())
                .evidence())
        .isEqualTo("cluster orders is a clone of old");
  }

  @Test
  void aCopyOfAnotherAccountsClusterIsTold() {
    assertThat(
            restored("'sourceDBClusterIdentifier':'arn:aws:rds:us-east-1:210987654321:cluster:x'")
                .blames(ACluster.orders().build())
                .evidence())
        .endsWith(", which belongs to another account");
  }
}

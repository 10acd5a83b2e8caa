package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class ClustersUseTheirOwnKeyTest {
  private final Judge<DbCluster> judge = Judge.by(new ClustersUseTheirOwnKey());

  private Judge<DbCluster> made(String call, String request) {
    return judge.after(
        Given.call("e-1", "rds", call, "{'dBClusterIdentifier':'orders'" + request + "}"));
  }

  @Test
  void aKeyOfOnesOwnIsLeftAlone() {
    made("CreateDBCluster", ",'kmsKeyId':'alias/ours'").passes(ACluster.orders().build());
  }

  @Test
  void aRestoreKeepsTheKeyOfItsSnapshot() {
    made("RestoreDBClusterFromSnapshot", "").passes(ACluster.orders().build());
  }

  @Test
  void laterChangesAndSweepsSayNothingOfIt() {
    judge.passes(ACluster.orders().build());
    judge.after(Given.modify("e-1", "'port':5433")).passes(ACluster.orders().build());
  }

  @Test
  void theAwsManagedKeyIsTold() {
    var evidence = "cluster orders is encrypted with the AWS managed key";

    assertThat(made("CreateDBCluster", "").blames(ACluster.orders().build()).evidence())
        .isEqualTo(evidence);
    assertThat(
            made("RestoreDBClusterFromSnapshot", ",'kmsKeyId':'alias/aws/rds'")
                .blames(ACluster.orders().build())
                .evidence())
        .isEqualTo(evidence);
  }
}

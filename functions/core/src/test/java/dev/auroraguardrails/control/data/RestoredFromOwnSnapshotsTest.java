package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class RestoredFromOwnSnapshotsTest {
  private final Judge<DbCluster> judge = Judge.by(new RestoredFromOwnSnapshots());

  private Judge<DbCluster> restored(String snapshot) {
    return judge.after(
        Given.call(
            "e-1",
            "rds",
            "RestoreDBClusterFromSnapshot",
            "{'dBClusterIdentifier':'orders','snapshotIdentifier':'" + snapshot + "'}"));
  }

  @Test
  void onesOwnSnapshotIsLeftAlone() {
    restored("nightly").passes(ACluster.orders().build());
    restored("arn:aws:rds:us-east-1:123456789012:cluster-snapshot:nightly")
        .passes(ACluster.orders().build());
  }

  @Test
  void aTrustedAccountsSnapshotIsLeftAlone() {
    judge.with(Given.recommended("trustedAccounts: ['210987654321']"));
    restored("arn:aws:rds:us-east-1:210987654321:cluster-snapshot:x")
        .passes(ACluster.orders().build());
  }

  @Test
  void aStrangersSnapshotIsTold() {
    assertThat(
            restored("arn:aws:rds:us-east-1:210987654321:cluster-snapshot:x")
                .blames(ACluster.orders().build())
                .evidence())
        .isEqualTo("cluster orders is restored from a snapshot of account 210987654321");
  }
}

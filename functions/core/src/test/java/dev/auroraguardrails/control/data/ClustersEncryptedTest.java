package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClustersEncryptedTest {
  private final Judge<DbCluster> judge = Judge.by(new ClustersEncrypted());

  @Test
  void anEncryptedClusterIsLeftAlone() {
    judge.passes(ACluster.orders().build());
  }

  @Test
  void aClusterThatIsMadeWithoutEncryptionIsTold() {
    judge.after(Given.call("e-1", "rds", "CreateDBCluster", "{'dBClusterIdentifier':'orders'}"));

    assertThat(judge.blames(ACluster.orders().encrypted(Optional.of(false)).build()).evidence())
        .isEqualTo("cluster orders is not encrypted");
    assertThat(judge.blames(ACluster.orders().encrypted(Optional.empty()).build()).evidence())
        .endsWith("or not known to be");
  }

  @Test
  void aSweepTellsOfOneThatStandsButALaterChangeOfItDoesNot() {
    DbCluster open = ACluster.orders().encrypted(Optional.of(false)).build();

    assertThat(judge.blames(open).fix()).isEmpty();
    judge.after(Given.modify("e-1", "'backupRetentionPeriod':7")).passes(open);
  }
}

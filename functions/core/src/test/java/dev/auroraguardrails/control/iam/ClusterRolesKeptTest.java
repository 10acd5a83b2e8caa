package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class ClusterRolesKeptTest {
  private final Judge<DbCluster> judge = Judge.by(new ClusterRolesKept());

  @Test
  void otherCallsAreLeftAlone() {
    judge.after(Given.modify("e-1", "'port':5432")).passes(ACluster.orders().build());
  }

  @Test
  void aRoleThatWasTakenAwayIsTold() {
    judge.after(
        Given.call(
            "e-1",
            "rds",
            "RemoveRoleFromDBCluster",
            "{'dBClusterIdentifier':'orders','roleArn':'arn:aws:iam::123456789012:role/export',"
                + "'featureName':'s3Export'}"));

    assertThat(judge.blames(ACluster.orders().build()).evidence())
        .isEqualTo(
            "the role arn:aws:iam::123456789012:role/export was taken away, which it held for"
                + " s3Export");
  }
}

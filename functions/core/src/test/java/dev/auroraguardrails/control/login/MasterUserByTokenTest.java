package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class MasterUserByTokenTest {
  private final Judge<DbCluster> judge = Judge.by(new MasterUserByToken());

  @Test
  void tokensAreLeftAlone() {
    judge
        .after(Given.modify("e-1", "'masterUserAuthenticationType':'iam-db-auth'"))
        .passes(ACluster.orders().build());
    judge.after(Given.modify("e-1", "'port':5432")).passes(ACluster.orders().build());
  }

  @Test
  void aPasswordIsToldWithTheWayBack() {
    judge.after(Given.modify("e-1", "'masterUserAuthenticationType':'password'"));

    assertThat(judge.doubts(ACluster.orders().build())).contains("iam-db-auth");
  }
}

package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class DefaultPortUnusedTest {
  private final Judge<DbCluster> judge = Judge.by(new DefaultPortUnused());

  @Test
  void aPortThatStandsIsLeftAlone() {
    judge.passes(ACluster.orders().build());
    judge.after(Given.modify("e-1", "'copyTagsToSnapshot':true"));
    judge.passes(ACluster.orders().build());
  }

  @Test
  void thePortOfAnotherEngineIsLeftAlone() {
    judge.after(Given.modify("e-1", "'port':5432"));
    judge.passes(ACluster.orders().engine("aurora-mysql").build());
  }

  @Test
  void theDefaultPortIsToldWhenItIsSet() {
    judge.after(Given.modify("e-1", "'port':5432"));

    assertThat(judge.blames(ACluster.orders().build()).evidence())
        .isEqualTo("it listens on port 5432, the default of its engine");
  }

  @Test
  void theDefaultPortIsToldAtTheBirth() {
    judge.after(Given.call("e-1", "rds", "CreateDBCluster", "{'dBClusterIdentifier':'orders'}"));

    assertThat(judge.blames(ACluster.orders().build()).fix()).isEmpty();
  }
}

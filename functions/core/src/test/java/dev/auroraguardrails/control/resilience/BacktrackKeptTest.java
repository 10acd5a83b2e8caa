package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class BacktrackKeptTest {
  private final Judge<DbCluster> judge = Judge.by(new BacktrackKept());

  @Test
  void aWindowThatStaysIsLeftAlone() {
    judge.after(Given.modify("e-1", "'backtrackWindow':86400")).passes(ACluster.orders().build());
    judge.after(Given.modify("e-1", "'port':5433")).passes(ACluster.orders().build());
  }

  @Test
  void aWindowThatIsSwitchedOffIsTold() {
    judge.after(Given.modify("e-1", "'backtrackWindow':0"));

    assertThat(judge.blames(ACluster.orders().build()).evidence())
        .isEqualTo("backtracking of cluster orders was switched off");
  }

  @Test
  void itsUseIsTold() {
    judge.after(
        Given.call(
            "e-1",
            "rds",
            "BacktrackDBCluster",
            "{'dBClusterIdentifier':'orders','backtrackTo':'2026-03-02T11:00:00Z'}"));

    assertThat(judge.blames(ACluster.orders().build()).evidence())
        .isEqualTo("cluster orders was backtracked to 2026-03-02T11:00:00Z");
  }
}

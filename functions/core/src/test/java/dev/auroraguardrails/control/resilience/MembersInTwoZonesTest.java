package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembersInTwoZonesTest {
  private final Judge<DbCluster> judge = Judge.by(new MembersInTwoZones());

  @Test
  void membersInTwoZonesAreLeftAlone() {
    judge.passes(ACluster.orders().build());
  }

  @Test
  void aSweepTellsOfMembersInOneZone() {
    assertThat(judge.blames(ACluster.orders().multiAz(Optional.of(false)).build()).evidence())
        .isEqualTo("the members of cluster orders stand in one Availability Zone");
    assertThat(judge.findsIn(ACluster.orders().multiAz(Optional.empty()).build())).hasSize(1);
  }

  @Test
  void aChangeOfTheClusterIsNotTheTimeToTell() {
    judge
        .after(Given.modify("e-1", "'port':5433"))
        .passes(ACluster.orders().multiAz(Optional.of(false)).build());
  }
}

package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class DualStackReviewedTest {
  private final Judge<DbCluster> judge = Judge.by(new DualStackReviewed());

  @Test
  void ipv4AloneIsLeftAlone() {
    judge.after(Given.modify("e-1", "'networkType':'IPV4'")).passes(ACluster.orders().build());
    judge.after(Given.modify("e-1", "'port':5432")).passes(ACluster.orders().build());
  }

  @Test
  void ipv6IsToldWhenItIsGiven() {
    judge.after(Given.modify("e-1", "'networkType':'DUAL'"));

    assertThat(judge.doubts(ACluster.orders().build())).contains("--network-type IPV4");
  }
}

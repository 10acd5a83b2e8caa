package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class DirectoryKeptTest {
  private final Judge<DbCluster> judge = Judge.by(new DirectoryKept());

  @Test
  void otherChangesAreLeftAlone() {
    judge.after(Given.modify("e-1", "'port':5432")).passes(ACluster.orders().build());
  }

  @Test
  void anotherDirectoryIsTold() {
    judge.after(Given.modify("e-1", "'domain':'d-1234567890'"));

    assertThat(judge.blames(ACluster.orders().build()).evidence())
        .isEqualTo("domain was set to d-1234567890");
  }
}

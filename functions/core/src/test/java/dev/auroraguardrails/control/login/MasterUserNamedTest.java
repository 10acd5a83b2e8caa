package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.MasterUser;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterUserNamedTest {
  private final Judge<DbCluster> judge = Judge.by(new MasterUserNamed());

  @Test
  void aNameOfItsOwnIsLeftAlone() {
    judge.passes(ACluster.orders().build());
  }

  @Test
  void aNameThatStandsIsNotToldWithEveryChange() {
    judge.after(Given.modify("e-1", "'port':5432")).passes(with("postgres"));
  }

  @Test
  void aDefaultNameIsToldAtTheBirthAndByASweep() {
    assertThat(judge.blames(with("admin")).evidence()).contains("admin");
    judge.after(Given.call("e-1", "rds", "CreateDBCluster", "{'dBClusterIdentifier':'orders'}"));
    assertThat(judge.blames(with("postgres")).fix()).isEmpty();
  }

  private static DbCluster with(String name) {
    return ACluster.orders()
        .masterUser(new MasterUser(Optional.of(name), Optional.empty(), Optional.empty()))
        .build();
  }
}

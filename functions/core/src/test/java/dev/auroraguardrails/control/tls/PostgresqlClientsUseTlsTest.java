package dev.auroraguardrails.control.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresqlClientsUseTlsTest {
  private final Judge<DbClusterParameterGroup> judge = Judge.by(new PostgresqlClientsUseTls());

  private static final String NAME = "rds.force_ssl";

  @Test
  void aGroupThatDemandsTlsIsLeftAlone() {
    judge.passes(Given.parameters("aurora-postgresql16", NAME, "1"));
    judge.passes(Given.parameters("aurora-postgresql17", NAME, "1"));
  }

  @Test
  void otherEnginesGroupsAreLeftAlone() {
    judge.passes(Given.parameters("aurora-mysql8.0"));
    judge.passes(Given.parameters("postgres16", NAME, "0"));
  }

  @Test
  void aValueThatIsOffIsSetToOne() {
    assertThat(judge.fixes(Given.parameters("aurora-postgresql16", NAME, "0")))
        .isEqualTo(Given.setsParameter(NAME, Optional.of("0"), "1"));
  }

  @Test
  void aDefaultThatIsOffIsSetToOne() {
    var reset = Given.parameters("aurora-postgresql16");

    assertThat(judge.fixes(reset)).isEqualTo(Given.setsParameter(NAME, Optional.empty(), "1"));
    assertThat(judge.blames(reset).evidence()).contains("is its default, 0");
  }

  @Test
  void aDefaultThatIsNotKnownIsNoPass() {
    var reset = Given.parameters("aurora-postgresql17");

    assertThat(judge.fixes(reset)).isEqualTo(Given.setsParameter(NAME, Optional.empty(), "1"));
    assertThat(judge.blames(reset).evidence()).contains("is its default, unknown");
  }
}

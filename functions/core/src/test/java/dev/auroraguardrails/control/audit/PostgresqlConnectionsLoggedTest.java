package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresqlConnectionsLoggedTest {
  private final Judge<DbClusterParameterGroup> judge = Judge.by(new PostgresqlConnectionsLogged());

  private static final String IN = "log_connections";
  private static final String OUT = "log_disconnections";

  @Test
  void aGroupThatLogsBothIsLeftAlone() {
    judge.passes(Given.parameters("aurora-postgresql16", IN, "1", OUT, "1"));
    judge.passes(Given.parameters("aurora-postgresql18", IN, "receipt,authorization", OUT, "on"));
  }

  @Test
  void otherEnginesGroupsAreLeftAlone() {
    judge.passes(Given.parameters("aurora-mysql8.0"));
  }

  @Test
  void loginsAreLoggedAgain() {
    assertThat(judge.fixes(Given.parameters("aurora-postgresql16", IN, "0", OUT, "1")))
        .isEqualTo(Given.setsParameter(IN, Optional.of("0"), "1"));
  }

  @Test
  void theEndOfSessionsIsLoggedAgain() {
    assertThat(judge.fixes(Given.parameters("aurora-postgresql16", IN, "1")))
        .isEqualTo(Given.setsParameter(OUT, Optional.empty(), "1"));
  }
}

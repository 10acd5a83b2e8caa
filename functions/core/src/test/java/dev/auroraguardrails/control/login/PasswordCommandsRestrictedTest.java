package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordCommandsRestrictedTest {
  private final Judge<DbClusterParameterGroup> judge = Judge.by(new PasswordCommandsRestricted());

  private static final String NAME = "rds.restrict_password_commands";

  @Test
  void aGroupThatRestrictsThemIsLeftAlone() {
    judge.passes(Given.parameters("aurora-postgresql16", NAME, "1"));
  }

  @Test
  void mysqlHasNoSuchParameter() {
    judge.passes(Given.parameters("aurora-mysql8.0"));
  }

  @Test
  void whatIsOffOrAtItsDefaultIsSwitchedOn() {
    assertThat(judge.fixes(Given.parameters("aurora-postgresql16", NAME, "0")))
        .isEqualTo(Given.setsParameter(NAME, Optional.of("0"), "1"));
    assertThat(judge.fixes(Given.parameters("aurora-postgresql16")))
        .isEqualTo(Given.setsParameter(NAME, Optional.empty(), "1"));
  }
}

package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MysqlAuditOnTest {
  private final Judge<DbClusterParameterGroup> judge = Judge.by(new MysqlAuditOn());

  private static final String EVENTS = "server_audit_events";
  private static final String LOGGING = "server_audit_logging";

  @Test
  void anAuditThatRecordsEventsIsLeftAlone() {
    judge.passes(Given.parameters("aurora-mysql8.0", LOGGING, "1", EVENTS, "CONNECT"));
  }

  @Test
  void otherEnginesGroupsAreLeftAlone() {
    judge.passes(Given.parameters("aurora-postgresql16"));
  }

  @Test
  void anAuditThatIsOffIsSwitchedOn() {
    assertThat(judge.fixes(Given.parameters("aurora-mysql8.0", LOGGING, "0", EVENTS, "CONNECT")))
        .isEqualTo(Given.setsParameter(LOGGING, Optional.of("0"), "1"));
  }

  @Test
  void anAuditWithoutEventsGetsThoseItHad() {
    judge.whenLastGoodWas(Given.parameters("aurora-mysql8.0", LOGGING, "1", EVENTS, "QUERY"));

    assertThat(judge.fixes(Given.parameters("aurora-mysql8.0", LOGGING, "1", EVENTS, "")))
        .isEqualTo(Given.setsParameter(EVENTS, Optional.of(""), "QUERY"));
  }

  @Test
  void aResetGroupIsBlamedForBoth() {
    assertThat(judge.findsIn(Given.parameters("aurora-mysql8.0"))).hasSize(2);
  }
}

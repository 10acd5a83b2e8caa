package dev.auroraguardrails.control.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Restored.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MysqlClientsUseTlsTest {
  private final Judge<DbClusterParameterGroup> judge = Judge.by(new MysqlClientsUseTls());

  private static final String NAME = "require_secure_transport";

  @Test
  void aGroupThatDemandsTlsIsLeftAlone() {
    judge.passes(Given.parameters("aurora-mysql8.0", NAME, "ON"));
    judge.passes(Given.parameters("aurora-mysql8.0", NAME, "1"));
  }

  @Test
  void otherEnginesGroupsAreLeftAlone() {
    judge.passes(Given.parameters("aurora-postgresql16"));
    judge.passes(Given.parameters("mysql8.0", NAME, "OFF"));
  }

  @Test
  void aValueThatIsOffIsSetToOn() {
    var off = Given.parameters("aurora-mysql8.0", NAME, "OFF");

    assertThat(judge.fixes(off)).isEqualTo(Given.setsParameter(NAME, Optional.of("OFF"), "ON"));
    assertThat(judge.blames(off).subject()).isEqualTo(NAME);
    assertThat(judge.blames(off).evidence())
        .isEqualTo(
            "require_secure_transport of parameter group hardened is OFF:"
                + " clients may connect without TLS");
    assertThat(judge.restores(off).source()).isEqualTo(Source.BASELINE);
  }

  @Test
  void aValueThatWasResetGoesBackToTheLastGoodOne() {
    var reset = Given.parameters("aurora-mysql8.0");
    judge.whenLastGoodWas(Given.parameters("aurora-mysql8.0", NAME, "1"));

    assertThat(judge.fixes(reset)).isEqualTo(Given.setsParameter(NAME, Optional.empty(), "1"));
    assertThat(judge.blames(reset).evidence()).contains("is its default, 0");
    assertThat(judge.restores(reset).source()).isEqualTo(Source.LAST_KNOWN_GOOD);
  }

  @Test
  void aWeakValueIsNeverRestored() {
    judge.whenLastGoodWas(Given.parameters("aurora-mysql8.0", NAME, "OFF"));

    assertThat(judge.restores(Given.parameters("aurora-mysql8.0")).value()).isEqualTo("ON");
  }
}

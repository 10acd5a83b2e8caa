package dev.auroraguardrails.control.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OldTlsVersionsRefusedTest {
  private final Judge<DbClusterParameterGroup> judge = Judge.by(new OldTlsVersionsRefused());

  private static final String MYSQL = "tls_version";
  private static final String POSTGRESQL = "ssl_min_protocol_version";

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3", "TLSv1.2,TLSv1.3", "TLSv1.3, TLSv1.2"})
  void newVersionsAreLeftAlone(String versions) {
    judge.passes(Given.parameters("aurora-mysql8.0", MYSQL, versions));
  }

  @Test
  void thePostgresqlDefaultAndOtherEnginesAreLeftAlone() {
    judge.passes(Given.parameters("aurora-postgresql16"));
    judge.passes(Given.parameters("aurora-postgresql16", POSTGRESQL, "TLSv1.3"));
    judge.passes(Given.parameters("mysql8.0", MYSQL, "TLSv1"));
  }

  @ParameterizedTest
  @CsvSource({
    "aurora-mysql8.0, tls_version, 'TLSv1.1,TLSv1.2'",
    "aurora-mysql8.0, tls_version, TLSv1",
    "aurora-mysql8.0, tls_version, ''",
    "aurora-postgresql16, ssl_min_protocol_version, TLSv1.1",
  })
  void anOldVersionIsRefused(String family, String name, String value) {
    assertThat(judge.fixes(Given.parameters(family, name, value)))
        .isEqualTo(Given.setsParameter(name, Optional.of(value), "TLSv1.2"));
  }

  @Test
  void whatWasSetBeforeIsSetAgain() {
    judge.whenLastGoodWas(Given.parameters("aurora-mysql8.0", MYSQL, "TLSv1.3"));

    assertThat(judge.restores(Given.parameters("aurora-mysql8.0", MYSQL, "TLSv1")).value())
        .isEqualTo("TLSv1.3");
  }

  @Test
  void aDefaultThatIsWeakOrUnknownIsNotEnough() {
    assertThat(judge.blames(Given.parameters("aurora-mysql5.7")).evidence())
        .contains("its default, TLSv1,TLSv1.1,TLSv1.2");
    assertThat(judge.blames(Given.parameters("aurora-mysql8.4")).evidence())
        .contains("its default, unknown");
  }
}

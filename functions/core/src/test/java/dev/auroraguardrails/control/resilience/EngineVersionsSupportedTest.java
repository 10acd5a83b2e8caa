package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineVersionsSupportedTest {
  private final Judge<DbCluster> judge = Judge.by(new EngineVersionsSupported());

  private static DbCluster running(String engine, String version) {
    return ACluster.orders().engine(engine).version(version).build();
  }

  @ParameterizedTest
  @CsvSource({
    "aurora-postgresql, 14.0",
    "aurora-postgresql, 16.4",
    "aurora-mysql, 8.0.mysql_aurora.3.04.0",
    "aurora-mysql, 8.0.mysql_aurora.3.10.1",
  })
  void aSupportedVersionIsLeftAlone(String engine, String version) {
    judge.passes(running(engine, version));
  }

  @ParameterizedTest
  @CsvSource({
    "aurora-postgresql, 13.20, 13.20",
    "aurora-mysql, 5.7.mysql_aurora.2.12.5, 2.12.5",
    "aurora-mysql, 8.0.mysql_aurora.3.03.1, 3.03.1",
    "aurora-mysql, 5.7.12, 5.7.12",
  })
  void anOlderOneIsTold(String engine, String version, String shown) {
    if (version.equals("5.7.12")) {
      judge.with(Given.recommended("controls: {RESIL-11: {aurora-mysql: '8'}}"));
    }

    assertThat(judge.blames(running(engine, version)).evidence())
        .contains("runs " + engine + " " + shown + ", older than ");
  }

  @Test
  void theBaselineSaysTheLeast() {
    judge.with(Given.recommended("controls: {RESIL-11: {aurora-postgresql: '16.6'}}"));

    judge.passes(running("aurora-postgresql", "16.10"));
    assertThat(judge.findsIn(running("aurora-postgresql", "16.4"))).hasSize(1);
  }

  @Test
  void aChangeOfSomethingElseIsNotTheTimeToTell() {
    judge.after(Given.modify("e-1", "'port':5433")).passes(running("aurora-postgresql", "11.9"));
    judge.after(Given.modify("e-1", "'engineVersion':'13.4'"));
    assertThat(judge.blames(running("aurora-postgresql", "13.4")).subject())
        .isEqualTo("engineVersion");
  }
}

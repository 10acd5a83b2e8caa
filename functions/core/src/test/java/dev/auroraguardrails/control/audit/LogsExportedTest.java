package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ClusterSetting.LogTypes;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Restored.Source;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogsExportedTest {
  private static final String OFF =
      "'cloudwatchLogsExportConfiguration':{'disableLogTypes':['postgresql','instance']}";

  private final Judge<DbCluster> judge = Judge.by(new LogsExported());

  @Test
  void theRequiredLogsOfEachEngineAreEnough() {
    judge.passes(ACluster.orders().logTypes("postgresql").build());
    judge.passes(ACluster.orders().engine("aurora-mysql").logTypes("audit").build());
  }

  @Test
  void aLogThatNobodyRequiresMayBeSwitchedOff() {
    judge
        .whenLastGoodWas(ACluster.orders().logTypes("postgresql", "instance").build())
        .passes(ACluster.orders().logTypes("postgresql").build());
  }

  @Test
  void anExportThatIsStillToBeginIsLeftAlone() {
    judge.passes(ACluster.orders().logTypes().logTypesPendingOn(Set.of("postgresql")).build());
  }

  @Test
  void aRequiredLogIsExportedAgain() {
    var off = ACluster.orders().logTypes("instance").build();

    assertThat(judge.fixes(off)).isEqualTo(exports(true, "postgresql"));
    assertThat(judge.blames(off).subject())
        .isEqualTo("cloudwatchLogsExportConfiguration.postgresql");
    assertThat(judge.blames(off).evidence())
        .isEqualTo("the postgresql log is not exported to CloudWatch Logs");
    assertThat(judge.restores(off).source()).isEqualTo(Source.BASELINE);
  }

  @Test
  void whatTheSameCallSwitchedOffComesBackWhereItWasExportedBefore() {
    var off = ACluster.orders().logTypes().build();
    judge
        .after(Given.modify("e-1", OFF))
        .whenLastGoodWas(ACluster.orders().logTypes("instance", "postgresql").build());

    assertThat(judge.fixes(off)).isEqualTo(exports(true, "instance", "postgresql"));
    assertThat(judge.restores(off).source()).isEqualTo(Source.LAST_KNOWN_GOOD);
  }

  @Test
  void whatWasNotExportedBeforeIsNotExportedNow() {
    var off = ACluster.orders().logTypes().build();
    judge
        .after(Given.modify("e-1", OFF))
        .whenLastGoodWas(ACluster.orders().logTypes("postgresql").build());

    assertThat(judge.fixes(off)).isEqualTo(exports(true, "postgresql"));
  }

  @Test
  void anExportThatIsStillToEndIsTakenBackLikeOneThatEnded() {
    var off = ACluster.orders().logTypesPendingOff(Set.of("postgresql")).build();
    judge.after(Given.modify("e-1", OFF));

    assertThat(judge.fixes(off)).isEqualTo(exports(true, "postgresql"));
    assertThat(judge.blames(off).evidence()).endsWith(" from the next window");
  }

  @Test
  void nothingForeignThatIsPendingIsAppliedWithIt() {
    var off = ACluster.orders().logTypes().othersPending(Set.of("engineVersion")).build();

    assertThat(judge.fixes(off)).isEqualTo(exports(false, "postgresql"));
  }

  @Test
  void theBaselineSaysWhatIsRequired() {
    judge.with(Given.recommended("controls: {LOG-01: {aurora-postgresql: []}}"));

    judge.passes(ACluster.orders().logTypes().build());
    assertThat(judge.fixes(ACluster.orders().engine("aurora-mysql").logTypes().build()))
        .isEqualTo(exports(true, "audit"));
  }

  private static Remediation exports(boolean applyImmediately, String... types) {
    return new ModifyDbCluster(
        Given.cluster("orders"), new LogTypes(Set.of(types)), applyImmediately);
  }
}

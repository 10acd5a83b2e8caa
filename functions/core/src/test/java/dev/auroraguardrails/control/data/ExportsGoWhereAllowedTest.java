package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.CancelExport;
import dev.auroraguardrails.model.Resource.ExportTask;
import org.junit.jupiter.api.Test;

class ExportsGoWhereAllowedTest {
  private final Judge<ExportTask> judge = Judge.by(new ExportsGoWhereAllowed());

  private static final ExportTask RUNNING = Given.export("IN_PROGRESS");

  private Judge<ExportTask> allowing(String settings) {
    return judge.with(Given.recommended("controls: {DATA-03: {" + settings + "}}"));
  }

  @Test
  void anAllowedBucketIsLeftAlone() {
    allowing("buckets: [elsewhere]").passes(RUNNING);
    allowing("buckets: [elsewhere], roles: ['" + RUNNING.role() + "'], keys: [key-1]")
        .passes(RUNNING);
  }

  @Test
  void whatHasFailedOrWasStoppedIsLeftAlone() {
    for (String status : new String[] {"CANCELING", "CANCELED", "FAILED", "canceled"}) {
      allowing("buckets: [ours]").passes(Given.export(status));
    }
  }

  @Test
  void anExportToAnotherBucketIsStoppedWhileItRuns() {
    allowing("buckets: [ours]");

    assertThat(judge.fixes(RUNNING)).isEqualTo(new CancelExport(RUNNING.id(), RUNNING));
    assertThat(judge.blames(Given.export("STARTING")).evidence())
        .endsWith("is exported to bucket elsewhere: the bucket is not allowed");
  }

  @Test
  void anotherRoleOrKeyIsStoppedToo() {
    assertThat(
            allowing("buckets: [elsewhere], roles: [none], keys: [none]")
                .blames(RUNNING)
                .evidence())
        .endsWith("role " + RUNNING.role() + " is not allowed, key key-1 is not allowed");
  }

  @Test
  void whatIsCompleteIsTold() {
    allowing("buckets: [ours]");

    assertThat(judge.blames(Given.export("COMPLETE")).fix()).isEmpty();
  }

  @Test
  void whileNoBucketIsListedEveryExportIsToldAndNoneStopped() {
    assertThat(judge.doubts(RUNNING)).contains("no bucket is listed");
  }

  @Test
  void anotherEnginesSnapshotIsNotGuarded() {
    var rds =
        new ExportTask(
            RUNNING.id(),
            "arn:aws:rds:us-east-1:123456789012:snapshot:shop",
            "STARTING",
            "elsewhere",
            "",
            "",
            "",
            java.util.Set.of());

    assertThat(rds.isGuarded()).isFalse();
    assertThat(RUNNING.isGuarded()).isTrue();
  }
}

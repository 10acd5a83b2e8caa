package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceWindowsKeptTest {
  private final Judge<DbCluster> judge = Judge.by(new MaintenanceWindowsKept());

  @Test
  void otherChangesAreLeftAlone() {
    judge.after(Given.modify("e-1", "'preferredBackupWindow':'05:00-06:00'"));

    judge.passes(ACluster.orders().build());
  }

  /// The call is of Monday 2026-03-02, 11:59 UTC.
  @ParameterizedTest
  @CsvSource({
    "mon:11:30-mon:12:30, true",
    "mon:11:59-mon:12:00, true",
    "sun:23:00-mon:12:00, true",
    "Sun:05:00-Sun:06:00, false",
    "mon:12:00-mon:13:00, false",
    "tue:11:30-tue:12:30, false",
    "whenever, false",
  })
  void aMoveIsToldAndWhetherItIncludesTheCall(String window, boolean included) {
    judge.after(Given.modify("e-1", "'preferredMaintenanceWindow':'" + window + "'"));

    assertThat(judge.blames(ACluster.orders().build()).evidence())
        .isEqualTo(
            "the maintenance window of cluster orders was moved to "
                + window
                + (included ? ", which includes the call" : ""));
  }
}

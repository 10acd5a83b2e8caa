package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Somebody breaks it, the guard puts it back, a person undoes that: the changed state stands
/// again, and the guard leaves it alone until the exemption ends. With real SDK clients, the ledger
/// in DynamoDB and the exemptions in SSM.
@SuppressWarnings("NullAway.Init") // opened before all tests
class UndoRoundTripTest {
  private static LocalEndpoint endpoint;

  @BeforeAll
  static void open() {
    endpoint = LocalEndpoint.open();
  }

  @AfterAll
  static void close() {
    endpoint.close();
  }

  @ParameterizedTest
  @EnumSource(Breach.class)
  void whatWasUndoneStandsAndIsLeftAloneUntilTheExemptionEnds(Breach breach) {
    var stage = new Stage(endpoint.uri(), breach, LethalCall.never());
    stage.deliver();
    assertThat(stage.isPutRight()).isTrue();

    assertThat(stage.undoes(Duration.ofHours(2))).isEqualTo(breach.controls());
    assertThat(stage.isPutRight()).as("the changed state again").isFalse();

    stage.passes(Duration.ofMinutes(1));
    stage.deliverAnew();
    assertThat(stage.isPutRight()).as("left alone").isFalse();
    assertThat(stage.alerts())
        .filteredOn(alert -> alert.decision().equals("exempt"))
        .hasSize(breach.controls())
        .allSatisfy(alert -> assertThat(alert.reason()).contains("undo of inc-"));

    stage.passes(Duration.ofHours(2));
    stage.deliverAnew();
    assertThat(stage.isPutRight()).as("a new change after its end").isTrue();
  }
}

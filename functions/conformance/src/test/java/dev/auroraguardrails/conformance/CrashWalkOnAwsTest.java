package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Alert;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same walk as the engine's own, with real SDK clients, the ledger in DynamoDB and the alerts
/// on SNS: the worker is killed before and after each of its calls over the wire in turn, and the
/// redelivery ends in the same state.
@SuppressWarnings("NullAway.Init") // opened before all tests
class CrashWalkOnAwsTest {
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
  void howeverAWorkerDiesTheRedeliveryEndsInTheSameState(Breach breach) {
    int call = 0;
    boolean died = true;
    while (died) {
      call++;
      boolean before = endsWell(breach, LethalCall.before(call));
      boolean after = endsWell(breach, LethalCall.after(call));
      died = before || after;
    }
    assertThat(call).as("calls of one event").isGreaterThan(10);
  }

  /// @return whether the worker died
  private static boolean endsWell(Breach breach, LethalCall lethal) {
    var stage = new Stage(endpoint.uri(), breach, lethal);
    try {
      stage.deliver();
    } catch (LethalCall.Died died) {
      lethal.spare();
      stage.passes(Duration.ofMinutes(2));
      stage.deliver();
    }
    assertThat(stage.isPutRight()).as("put right, %s", lethal).isTrue();
    assertThat(stage.corrections()).as("one revert, %s", lethal).hasSize(1);
    for (Alert alert : stage.alerts()) {
      assertThat(stage.ledger().incident(alert.alertId()))
          .as("%s", lethal)
          .hasValueSatisfying(
              incident -> {
                assertThat(incident.done()).isTrue();
                assertThat(incident.alertDue()).isFalse();
              });
    }
    assertThat(
            stage.alerts().stream()
                .filter(alert -> alert.decision().equals("revert"))
                .map(alert -> alert.alertId() + " " + alert.outcome())
                .distinct())
        .as("one alert id a control, %s", lethal)
        .hasSize(breach.controls())
        .allMatch(alert -> alert.endsWith(" reverted"));
    return lethal.hasKilled();
  }
}

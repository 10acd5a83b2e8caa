package dev.auroraguardrails.tamper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.port.Alerts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who cuts the first channel is told of on the second.
class TwoChannelsTest {
  private final List<String> first = new ArrayList<>();
  private final List<String> second = new ArrayList<>();

  @Test
  void whatIsCriticalGoesToBothAndTheRestToTheFirst() {
    var both = new TwoChannels(into(first), Optional.of(into(second)));

    both.publish(alert("a", Severity.CRITICAL));
    both.publish(alert("b", Severity.MEDIUM));

    assertThat(first).containsExactly("a", "b");
    assertThat(second).containsExactly("a");
  }

  @Test
  void aTopicThatIsGoneDoesNotKeepTheSecondFromBeingTold() {
    new TwoChannels(broken(), Optional.of(into(second))).publish(alert("a", Severity.CRITICAL));

    assertThat(second).containsExactly("a");
  }

  @Test
  void aSecondThatIsGoneDoesNotFailWhatTheFirstTook() {
    new TwoChannels(into(first), Optional.of(broken())).publish(alert("a", Severity.CRITICAL));

    assertThat(first).containsExactly("a");
  }

  @Test
  void whatNeitherTookFailsAndComesAgain() {
    var none = new TwoChannels(broken(), Optional.of(broken()));
    assertThatThrownBy(() -> none.publish(alert("a", Severity.CRITICAL)))
        .hasMessageContaining("gone");

    var alone = new TwoChannels(broken(), Optional.empty());
    assertThatThrownBy(() -> alone.publish(alert("a", Severity.CRITICAL)))
        .hasMessageContaining("gone");
  }

  private static Alerts into(List<String> told) {
    return alert -> told.add(alert.alertId());
  }

  private static Alerts broken() {
    return alert -> {
      throw new IllegalStateException("the topic is gone");
    };
  }

  private static Alert alert(String id, Severity severity) {
    return new Alert(
        Alert.SCHEMA,
        id,
        Tampering.ALERTS.control(severity),
        "arn:aws:sns:eu-central-1:123456789012:guard-AlertTopic-1A",
        "123456789012",
        "eu-central-1",
        new Alert.Event(
            "e-1", "DeleteTopic", Instant.EPOCH, "root", Optional.empty(), Optional.empty(), ""),
        Map.of(),
        "",
        "alert",
        "alerted",
        "",
        List.of(),
        Optional.empty(),
        "standing",
        "",
        List.of(),
        List.of(),
        Instant.EPOCH);
  }
}

package dev.auroraguardrails.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingReaderTest {

  @Test
  void anAlertIsReadAsItWasWritten() {
    assertThat(read(Json.write(Alerts.reverted())))
        .isEqualTo(new Incoming.OfGuard(Alerts.reverted()));
  }

  @Test
  void anAlarmIsKnown() {
    assertThat(read(Alerts.ALARM))
        .isInstanceOfSatisfying(
            Incoming.Alarm.class, alarm -> assertThat(alarm.state()).isEqualTo("ALARM"));
  }

  @ParameterizedTest
  @CsvSource({"alert, OfGuard", "alarm, Alarm"})
  void theSamplesAreWhatTheySay(String name, String kind) throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("projectRoot"), "projectRoot"));
    Path sample = root.resolve("events/topic").resolve(name + ".json");
    JsonNode sns = Json.MAPPER.readTree(Files.readString(sample)).at("/Records/0/Sns");

    assertThat(read(sns.get("Message").asText()).getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "[1]",
        "null",
        "{\"some\": \"thing\"}",
        "{\"schema\": \"aurora-guardrails/alert/2\"}",
        "{\"schema\": \"aurora-guardrails/alert/1\", \"control\": {\"severity\": \"ENORMOUS\"}}"
      })
  void whateverElseComesIsKeptWordForWord(String text) {
    assertThat(read(text)).isEqualTo(new Incoming.Other("m-1", "subject", text));
  }

  @Test
  void anOutcomeThatChangedIsNoRepeatAndBelongsToTheSameConversation() {
    var first = new Incoming.OfGuard(Alerts.failed());
    var then = new Incoming.OfGuard(Alerts.reverted());
    assertThat(then.id()).isNotEqualTo(first.id());
    assertThat(then.about()).isEqualTo(first.about());
  }

  private static Incoming read(String text) {
    return IncomingReader.read(
        Alerts.event("m-1", "subject", text).getRecords().getFirst().getSNS());
  }
}

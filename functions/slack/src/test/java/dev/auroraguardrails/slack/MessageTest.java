package dev.auroraguardrails.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The messages as they are sent; `-Dregenerate=true` writes the expected ones anew, to be read
/// before they are kept.
class MessageTest {
  private static final Path EXPECTED =
      Path.of(Objects.requireNonNull(System.getProperty("projectRoot"), "projectRoot"))
          .resolve("functions/slack/src/test/resources/messages");

  private static final String PAGE = "https://git.example.com/guardrails/CONTROLS.md";

  @ParameterizedTest
  @ValueSource(strings = {"reverted", "alerted", "failed", "alarm", "other"})
  void aMessageReadsLikeThis(String name) throws IOException {
    JsonNode message = sent(message(name));
    assertThat(BlockKit.wrong(message)).isEmpty();
    String json = Json.MAPPER.writer(printer()).writeValueAsString(message) + "\n";
    Path file = EXPECTED.resolve(name + ".json");
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(file, json);
    }
    assertThat(json).isEqualTo(Files.readString(file));
  }

  @Test
  void aMessageKeepsToSlacksLimitsAndMarkupWhateverTheCallHeld() throws IOException {
    JsonNode message = sent(AlertMessage.of(Alerts.hostile(), PAGE));
    assertThat(BlockKit.wrong(message)).isEmpty();
    assertThat(message.toString()).doesNotContain("\u202E").doesNotContain("<https://evil");
  }

  @Test
  void whereNobodySaidWhereTheControlsAreThereIsNoLink() {
    assertThat(AlertMessage.of(Alerts.reverted(), "").json().toString())
        .doesNotContain("About NET-01")
        .contains("CloudTrail event");
  }

  @Test
  void whatStillStandsIsLoud() {
    assertThat(AlertMessage.of(Alerts.failed(), "").loud()).isTrue();
  }

  @Test
  void anEmptyMessageIsToldToo() throws IOException {
    JsonNode message = sent(OtherMessage.of(new Incoming.Other("m-1", "", "")));
    assertThat(BlockKit.wrong(message)).isEmpty();
  }

  private static Message message(String name) {
    return switch (name) {
      case "reverted" -> AlertMessage.of(Alerts.reverted(), PAGE);
      case "alerted" -> AlertMessage.of(Alerts.alerted(), PAGE);
      case "failed" -> AlertMessage.of(Alerts.failed(), PAGE);
      case "alarm" -> of("subject", Alerts.ALARM);
      default -> of("Amazon RDS says <hello>", "{\"Event Source\": \"db-instance\"}\nand more");
    };
  }

  private static Message of(String subject, String text) {
    var record = Alerts.event("m-1", subject, text).getRecords().getFirst();
    return switch (IncomingReader.read(record.getSNS())) {
      case Incoming.OfGuard guard -> AlertMessage.of(guard.alert(), PAGE);
      case Incoming.Alarm alarm -> AlarmMessage.of(alarm);
      case Incoming.Other other -> OtherMessage.of(other);
    };
  }

  private static JsonNode sent(Message message) throws IOException {
    return Json.MAPPER.readTree(message.json().toString());
  }

  private static DefaultPrettyPrinter printer() {
    var printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return printer;
  }
}

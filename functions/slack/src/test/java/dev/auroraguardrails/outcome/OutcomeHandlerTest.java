package dev.auroraguardrails.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.aws.LambdaContext;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.port.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class OutcomeHandlerTest {
  private static final String TAKEN =
      "{\"FailedEntryCount\": 0, \"Entries\": [{\"EventId\": \"1\"}]}";

  private final AwsWire wire = new AwsWire();
  private final OutcomeHandler handler =
      new OutcomeHandler(wire.client(EventBridgeClient.builder()), "security");

  @Test
  void anAlertIsPutOnTheBusAsTheSchemaSays() throws IOException {
    wire.answer("PutEvents", TAKEN);
    handle(Json.write(Samples.openPort()));

    JsonNode entry =
        Json.MAPPER.readTree(wire.calls().getFirst().split(" ", 2)[1]).at("/Entries/0");
    assertThat(entry.path("EventBusName").asText()).isEqualTo("security");
    assertThat(errors(delivered(entry))).isEmpty();
    assertThat(Json.MAPPER.readTree(entry.path("Detail").asText()))
        .isEqualTo(Json.MAPPER.valueToTree(Samples.openPort()));
  }

  @Test
  void whatHasAnotherFormIsFound() throws IOException {
    wire.answer("PutEvents", TAKEN);
    handle(Json.write(Samples.openPort()));
    JsonNode entry =
        Json.MAPPER.readTree(wire.calls().getFirst().split(" ", 2)[1]).at("/Entries/0");
    ObjectNode event = delivered(entry);
    ((ObjectNode) event.get("detail")).put("outcome", "perhaps");

    assertThat(errors(event)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a text", "", "[]", "{\"AlarmName\": \"x\", \"NewStateValue\": \"OK\"}"})
  void whatIsNoAlertIsPassedOver(String message) {
    handle(message);
    assertThat(wire.calls()).isEmpty();
  }

  @Test
  void anEntryThatWasRefusedIsAnError() {
    wire.answer(
        "PutEvents",
        "{\"FailedEntryCount\": 1, \"Entries\": [{\"ErrorCode\": \"ThrottlingException\"}]}");
    String alert = Json.write(Samples.openPort());
    assertThatThrownBy(() -> handle(alert)).hasMessageContaining("ThrottlingException");
  }

  @Test
  void anAlertThatCannotBeReadIsNotDropped() {
    String broken = Json.write(Samples.openPort()).replace("CRITICAL", "ENORMOUS");
    assertThatThrownBy(() -> handle(broken)).hasMessage("an alert that cannot be read");
  }

  private void handle(String text) {
    var message = new SNS();
    message.setMessage(text);
    var record = new SNSRecord();
    record.setSns(message);
    var event = new SNSEvent();
    event.setRecords(List.of(record));
    assertThat(handler.handleRequest(event, new LambdaContext())).isEqualTo("told");
  }

  /// The event that EventBridge makes of an entry.
  private static ObjectNode delivered(JsonNode entry) throws IOException {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("source", entry.path("Source").asText());
    event.put("detail-type", entry.path("DetailType").asText());
    event.put("time", Instant.ofEpochSecond(entry.path("Time").asLong()).toString());
    event.set("resources", entry.path("Resources"));
    event.set("detail", Json.MAPPER.readTree(entry.path("Detail").asText()));
    return event;
  }

  private static List<String> errors(JsonNode event) throws IOException {
    String alerts = file("/alert.schema.json");
    var registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of("urn:aurora-guardrails:alert:1", alerts)));
    return registry
        .getSchema(file("/outcome.schema.json"), InputFormat.JSON)
        .validate(Json.write(event), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String file(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(OutcomeHandlerTest.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

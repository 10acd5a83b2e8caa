package dev.auroraguardrails.slack;

import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells apart what comes by the topic.
final class IncomingReader {
  private IncomingReader() {}

  static Incoming read(SNS message) {
    String text = orEmpty(message.getMessage());
    return json(text)
        .flatMap(IncomingReader::known)
        .orElseGet(
            () ->
                new Incoming.Other(
                    orEmpty(message.getMessageId()), orEmpty(message.getSubject()), text));
  }

  private static Optional<Incoming> known(JsonNode json) {
    if (Alert.SCHEMA.equals(json.path("schema").asText())) {
      return alert(json);
    }
    return json.has("AlarmName") && json.has("NewStateValue")
        ? Optional.of(alarm(json))
        : Optional.empty();
  }

  /// An alert that this version cannot read is told as text.
  private static Optional<Incoming> alert(JsonNode json) {
    try {
      return Optional.of(new Incoming.OfGuard(Json.MAPPER.treeToValue(json, Alert.class)));
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }

  private static Incoming alarm(JsonNode json) {
    return new Incoming.Alarm(
        json.path("AlarmArn").asText(json.path("AlarmName").asText()),
        json.path("AlarmName").asText(),
        json.path("AlarmDescription").asText(""),
        json.path("NewStateValue").asText(),
        json.path("OldStateValue").asText(""),
        json.path("NewStateReason").asText(""),
        json.path("AWSAccountId").asText(""),
        json.path("Region").asText(""),
        json.path("StateChangeTime").asText(""));
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.ofNullable(Json.MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

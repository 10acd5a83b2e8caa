package dev.auroraguardrails.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import java.util.Optional;

/// An alert as it comes by the topic.
final class TopicAlert {
  private TopicAlert() {}

  /// @return empty for what is no alert
  /// @throws IllegalStateException when it says that it is an alert and is none: never dropped
  static Optional<Alert> read(String message) {
    try {
      return Alert.SCHEMA.equals(Json.MAPPER.readTree(message).path("schema").asText())
          ? Optional.of(Json.MAPPER.readValue(message, Alert.class))
          : Optional.empty();
    } catch (JsonProcessingException noJson) {
      if (message.contains(Alert.SCHEMA)) {
        throw new IllegalStateException("an alert that cannot be read");
      }
      return Optional.empty();
    }
  }
}

package dev.auroraguardrails.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What stands in the queue: an event as EventBridge sends it, or the same event sent again by the
/// guard as `{"attempt": 1, "firstSeen": "…", "event": {…}}`.
///
/// @param event the envelope
/// @param attempt how often it had to wait
/// @param firstSeen when the guard saw it first; empty for an event straight from EventBridge
record Message(JsonNode event, int attempt, Optional<Instant> firstSeen) {

  static Message parse(String body) throws UnreadableBody {
    JsonNode json = tree(body);
    if (!json.isObject()) {
      throw new UnreadableBody("wanted a JSON object, got " + json.getNodeType());
    }
    if (!json.has("attempt")) {
      return new Message(json, 0, Optional.empty());
    }
    JsonNode attempt = json.path("attempt");
    if (!attempt.canConvertToInt() || attempt.intValue() < 1 || !json.path("event").isObject()) {
      throw new UnreadableBody("an event sent again needs an attempt of 1 or more and an event");
    }
    return new Message(json.path("event"), attempt.intValue(), Optional.of(firstSeen(json)));
  }

  Message again(int attempt, Instant firstSeen) {
    return new Message(event, attempt, Optional.of(firstSeen));
  }

  /// @return the body of an event that is sent again
  String body() {
    return Json.write(
        Map.of("attempt", attempt, "firstSeen", firstSeen.orElseThrow(), "event", event));
  }

  private static JsonNode tree(String body) throws UnreadableBody {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new UnreadableBody("not JSON" + where);
    }
  }

  private static Instant firstSeen(JsonNode json) throws UnreadableBody {
    try {
      return Instant.parse(json.path("firstSeen").asText());
    } catch (DateTimeException e) {
      throw new UnreadableBody("an event sent again needs firstSeen by ISO 8601");
    }
  }
}

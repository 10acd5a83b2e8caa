package dev.auroraguardrails.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What stands in the queue: an event as EventBridge sends it, `{"recheck": {…}}` of a sweep, or
/// either sent again by the guard as `{"attempt": 1, "firstSeen": "…", "event": {…}}`.
///
/// @param content the envelope, or what the sweep says
/// @param recheck whether a sweep sent it
/// @param attempt how often it had to wait
/// @param firstSeen when the guard saw it first; empty for what comes for the first time
record Message(JsonNode content, boolean recheck, int attempt, Optional<Instant> firstSeen) {
  private static final String EVENT = "event";
  private static final String RECHECK = "recheck";

  static Message parse(String body) throws UnreadableBody {
    JsonNode json = tree(body);
    if (!json.isObject()) {
      throw new UnreadableBody("wanted a JSON object, got " + json.getNodeType());
    }
    boolean recheck = json.has(RECHECK);
    JsonNode content = json.path(recheck ? RECHECK : EVENT);
    if (recheck && (!content.isObject() || json.has(EVENT) || json.has("detail"))) {
      throw new ForgedMessage("a recheck and an event in one message");
    }
    if (!json.has("attempt")) {
      return new Message(recheck ? content : json, recheck, 0, Optional.empty());
    }
    JsonNode attempt = json.path("attempt");
    if (!attempt.canConvertToInt() || attempt.intValue() < 1 || !content.isObject()) {
      throw new UnreadableBody("an event sent again needs an attempt of 1 or more and an event");
    }
    return new Message(content, recheck, attempt.intValue(), Optional.of(firstSeen(json)));
  }

  Message again(int attempt, Instant firstSeen) {
    return new Message(content, recheck, attempt, Optional.of(firstSeen));
  }

  /// @return the body of an event that is sent again
  String body() {
    return Json.write(
        Map.of(
            "attempt",
            attempt,
            "firstSeen",
            firstSeen.orElseThrow(),
            recheck ? RECHECK : EVENT,
            content));
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

package dev.auroraguardrails.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// Records to read, written as CloudTrail writes them.
final class Events {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Events() {}

  /// Reads JSON in which single quotes may stand for double ones.
  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static JsonNode file(Path path) {
    try {
      return MAPPER.readTree(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  /// Makes the JSON form of a value for a comparison that ignores which integer type it has.
  static JsonNode plain(Object value) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(String.valueOf(value), e);
    }
  }

  /// A record of a call that succeeded.
  static ObjectNode call(String service, String name, String request) {
    var call = MAPPER.createObjectNode();
    call.put("eventID", "e-1")
        .put("eventSource", service + ".amazonaws.com")
        .put("eventName", name)
        .put("eventTime", "2026-03-02T14:02:11Z")
        .put("eventType", "AwsApiCall")
        .put("readOnly", false)
        .put("awsRegion", "us-east-1")
        .put("recipientAccountId", "123456789012");
    call.set("requestParameters", json(request));
    call.putNull("responseElements");
    return call;
  }

  static ObjectNode envelope(String source, JsonNode detail) {
    var envelope = MAPPER.createObjectNode();
    envelope
        .put("id", "envelope-1")
        .put("detail-type", "AWS API Call via CloudTrail")
        .put("source", source)
        .put("account", "123456789012")
        .put("time", "2026-03-02T14:03:00Z")
        .put("region", "eu-west-1");
    envelope.set("detail", detail);
    return envelope;
  }

  static ReadEvent read(JsonNode json) {
    try {
      return EventReader.read(json);
    } catch (UnreadableEvent e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static JsonNode changed(JsonNode json) {
    return plain(Map.copyOf(read(json).event().changed()));
  }

  static Path projectRoot() {
    return Path.of(Objects.requireNonNull(System.getProperty("projectRoot"), "projectRoot"));
  }
}

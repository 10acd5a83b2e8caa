package dev.auroraguardrails.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.engine.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiPredicate;
import java.util.zip.GZIPInputStream;

/// Reads records one after another, and of those that nobody cares about no more than it takes to
/// know that: a log of any size needs the memory of one record.
final class LogReader {
  private static final int BUFFER = 1 << 16;

  /// Member names become keys of maps only where a record is kept, so none is interned.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final BiPredicate<String, String> wanted;
  private final Heard heard;

  /// Takes what is read.
  interface Heard {
    /// @param time the record's `eventTime`; empty where it has none
    void record(String time);

    /// A record that is wanted, or an EventBridge envelope.
    void wanted(JsonNode record);
  }

  /// @param wanted whether a call is wanted, by `eventSource` and `eventName`
  LogReader(BiPredicate<String, String> wanted, Heard heard) {
    this.wanted = wanted;
    this.heard = heard;
  }

  /// @param in a record, an array of them, `{"Records": […]}`, or one after another; gzip is known
  ///     by its first bytes, whatever the file is called
  /// @throws IOException where it breaks off or is no JSON; what came before has been told
  void read(InputStream in) throws IOException {
    try (JsonParser parser = FACTORY.createParser(unpacked(in))) {
      parser.setCodec(Json.MAPPER);
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        value(parser, token);
      }
    }
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return packed ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }

  private void value(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case START_ARRAY -> elements(parser);
      case START_OBJECT -> object(parser);
      default -> throw new IOException("wanted CloudTrail records, got " + parser.getText());
    }
  }

  private void elements(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == null) {
        throw new IOException("it breaks off");
      }
      value(parser, token);
    }
  }

  /// CloudTrail writes who, when, what service and what call before the call's parameters.
  private void object(JsonParser parser) throws IOException {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    String source = "";
    String name = "";
    boolean drop = false;
    boolean isRecord = true;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      if (token == null) {
        throw new IOException("it breaks off");
      }
      String member = parser.currentName();
      JsonToken first = parser.nextToken();
      if (drop) {
        parser.skipChildren();
      } else if (first == JsonToken.START_ARRAY && member.equals("Records")) {
        elements(parser);
        isRecord = false;
        drop = true;
      } else {
        JsonNode value = parser.readValueAsTree();
        record.set(member, value);
        source = member.equals("eventSource") ? value.asText() : source;
        name = member.equals("eventName") ? value.asText() : name;
        drop = !source.isEmpty() && !name.isEmpty() && !wanted.test(source, name);
      }
    }
    if (!isRecord) {
      return;
    }
    JsonNode inEnvelope = record.path("detail").path("eventTime");
    heard.record(record.path("eventTime").asText(inEnvelope.asText()));
    if (!drop) {
      heard.wanted(record);
    }
  }
}

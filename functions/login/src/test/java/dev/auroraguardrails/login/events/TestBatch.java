package dev.auroraguardrails.login.events;

import dev.auroraguardrails.engine.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Batches as CloudWatch Logs hands them to a function.
final class TestBatch {
  private TestBatch() {}

  static String of(String cluster, String log, String... lines) throws IOException {
    return ofGroup("/aws/rds/cluster/%s/%s".formatted(cluster, log), lines);
  }

  static String ofGroup(String group, String... lines) throws IOException {
    var events = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < lines.length; i++) {
      events.add(
          Map.of(
              "id",
              "3-" + i,
              "timestamp",
              Instant.parse("2026-03-02T14:08:11Z").toEpochMilli(),
              "message",
              lines[i]));
    }
    return packed(
        Map.of(
            "messageType",
            "DATA_MESSAGE",
            "owner",
            "123456789012",
            "logGroup",
            group,
            "logStream",
            "orders-1",
            "subscriptionFilters",
            List.of("aurora-guardrails"),
            "logEvents",
            events));
  }

  static String control() throws IOException {
    return packed(Map.of("messageType", "CONTROL_MESSAGE", "owner", "CloudwatchLogs"));
  }

  private static String packed(Map<String, Object> message) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Json.write(message).getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}

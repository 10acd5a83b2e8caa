package dev.auroraguardrails.login.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// What CloudWatch Logs hands to a function by a subscription filter.
///
/// @param account whose log it is
/// @param cluster the identifier
/// @param log which of its logs: `audit`, `postgresql`, `iam-db-auth-error`
record LogBatch(String account, String cluster, String log, List<LogLine> lines) {
  private static final Pattern GROUP =
      Pattern.compile("/aws/rds/cluster/(?<cluster>[a-zA-Z][a-zA-Z0-9-]*)/(?<log>[a-z-]+)");

  /// A batch has at most 1 MB of compressed lines; a log compresses well.
  private static final int MOST = 64 << 20;

  LogBatch {
    lines = List.copyOf(lines);
  }

  /// @param data base64 of the gzip of JSON
  /// @return empty for CloudWatch's own message that it can reach the function
  /// @throws IllegalArgumentException when it is nothing that CloudWatch Logs sends
  static Optional<LogBatch> read(String data) {
    JsonNode json;
    try (var gzip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
      json = Json.MAPPER.readTree(gzip.readNBytes(MOST));
    } catch (IOException broken) {
      throw new IllegalArgumentException("wanted lines of CloudWatch Logs, got " + broken, broken);
    }
    if (json.path("messageType").asText().equals("CONTROL_MESSAGE")) {
      return Optional.empty();
    }
    String group = json.path("logGroup").asText();
    Matcher found = GROUP.matcher(group);
    if (!json.path("messageType").asText().equals("DATA_MESSAGE") || !found.matches()) {
      throw new IllegalArgumentException(
          "wanted the log of an Aurora cluster, /aws/rds/cluster/NAME/LOG, got '%s'"
              .formatted(group));
    }
    var lines = new ArrayList<LogLine>();
    for (JsonNode event : json.path("logEvents")) {
      lines.add(
          new LogLine(
              event.path("id").asText(),
              Instant.ofEpochMilli(event.path("timestamp").asLong()),
              event.path("message").asText()));
    }
    return Optional.of(
        new LogBatch(
            json.path("owner").asText(), found.group("cluster"), found.group("log"), lines));
  }

  /// @return what its lines hint at, in their order
  List<LogSign> signs() {
    return lines.stream().flatMap(line -> sign(line).stream()).toList();
  }

  private Optional<LogSign> sign(LogLine line) {
    return switch (log) {
      case "audit" -> MysqlAuditLog.sign(line);
      case "postgresql" -> PostgresLog.sign(line);
      case "iam-db-auth-error" -> TokenLog.sign(line);
      default -> Optional.empty();
    };
  }
}

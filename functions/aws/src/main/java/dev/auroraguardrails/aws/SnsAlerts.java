package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.engine.AlertText;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Alerts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/// Alerts on an SNS topic: text for e-mail subscriptions, JSON (`alert.schema.json`) for others.
public final class SnsAlerts implements Alerts {
  /// SNS takes 256 KiB; the alert's JSON is a string within the message and grows by its escapes.
  private static final int MESSAGE_LIMIT = 250_000;

  private static final int BATCH_LIMIT = 10;

  private final SnsClient sns;
  private final String topicArn;

  public SnsAlerts(SnsClient sns, String topicArn) {
    this.sns = sns;
    this.topicArn = topicArn;
  }

  @Override
  public void publish(Alert alert) {
    sns.publish(
        r ->
            r.topicArn(topicArn)
                .subject(AlertText.subject(alert))
                .messageStructure("json")
                .message(message(alert)));
  }

  /// A batch may fail in part with an answer of 200, so its failures are looked for.
  @Override
  public void publish(List<Alert> alerts) {
    if (alerts.size() == 1) {
      publish(alerts.getFirst());
      return;
    }
    for (int from = 0; from < alerts.size(); from += BATCH_LIMIT) {
      publishBatch(alerts.subList(from, Math.min(alerts.size(), from + BATCH_LIMIT)));
    }
  }

  private void publishBatch(List<Alert> alerts) {
    var entries = alerts.stream().map(SnsAlerts::entry).toList();
    int bytes = entries.stream().mapToInt(e -> bytes(e.message())).sum();
    if (bytes > MESSAGE_LIMIT) {
      alerts.forEach(this::publish);
      return;
    }
    var failed = sns.publishBatch(r -> r.topicArn(topicArn).publishBatchRequestEntries(entries));
    if (!failed.failed().isEmpty()) {
      var first = failed.failed().getFirst();
      throw new IllegalStateException(
          "SNS refused %d of %d alerts: %s %s"
              .formatted(failed.failed().size(), alerts.size(), first.code(), first.message()));
    }
  }

  private static PublishBatchRequestEntry entry(Alert alert) {
    return PublishBatchRequestEntry.builder()
        .id(alert.alertId())
        .subject(AlertText.subject(alert))
        .messageStructure("json")
        .message(message(alert))
        .build();
  }

  private static String message(Alert alert) {
    ObjectNode json = Json.MAPPER.valueToTree(alert);
    String message = message(json, alert);
    if (bytes(message) <= MESSAGE_LIMIT) {
      return message;
    }
    json.putObject("changed").put("tooLong", "see CloudTrail event " + alert.event().id());
    return message(json, alert);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String message(ObjectNode json, Alert alert) {
    return Json.write(Map.of("default", Json.write(json), "email", AlertText.email(alert)));
  }
}

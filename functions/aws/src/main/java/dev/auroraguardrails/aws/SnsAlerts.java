package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.engine.AlertText;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Alerts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;

/// Alerts on an SNS topic: text for e-mail subscriptions, JSON (`alert.schema.json`) for all
// others.
public final class SnsAlerts implements Alerts {
  /// SNS takes 256 KiB; the alert's JSON is a string within the message and grows by its escapes.
  private static final int MESSAGE_LIMIT = 250_000;

  private final SnsClient sns;
  private final String topicArn;

  public SnsAlerts(SnsClient sns, String topicArn) {
    this.sns = sns;
    this.topicArn = topicArn;
  }

  @Override
  public void publish(Alert alert) {
    ObjectNode json = Json.MAPPER.valueToTree(alert);
    String message = message(json, alert);
    if (message.getBytes(StandardCharsets.UTF_8).length > MESSAGE_LIMIT) {
      json.putObject("changed").put("tooLong", "see CloudTrail event " + alert.event().id());
      message = message(json, alert);
    }
    String whole = message;
    sns.publish(
        r ->
            r.topicArn(topicArn)
                .subject(AlertText.subject(alert))
                .messageStructure("json")
                .message(whole));
  }

  private static String message(ObjectNode json, Alert alert) {
    return Json.write(Map.of("default", Json.write(json), "email", AlertText.email(alert)));
  }
}

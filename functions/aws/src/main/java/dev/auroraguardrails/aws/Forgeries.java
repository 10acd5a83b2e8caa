package dev.auroraguardrails.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.auroraguardrails.engine.GuardAlerts;
import dev.auroraguardrails.port.Alerts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Tells of forged messages. They are taken off the queue: their sender must not be able to fill
/// the dead-letter queue, and there is nothing in them that anybody should send on later. The alert
/// comes first, so that a message that could not be told of stays.
public final class Forgeries {
  private final Alerts alerts;
  private final Origin origin;
  private final InstantSource clock;

  Forgeries(Alerts alerts, Origin origin, InstantSource clock) {
    this.alerts = alerts;
    this.origin = origin;
    this.clock = clock;
  }

  /// @return who sent it: the id of the role or user by SQS, with the session's name
  static String sender(SQSMessage message) {
    Map<String, String> attributes = message.getAttributes();
    return attributes == null ? "unknown" : attributes.getOrDefault("SenderId", "unknown");
  }

  void tell(SQSMessage message, ForgedMessage why) {
    Instant now = clock.instant();
    alerts.publish(
        GuardAlerts.forged(
            message.getMessageId(),
            sender(message),
            sent(message, now),
            origin.queueArn(),
            origin.account(),
            origin.region(),
            String.valueOf(why.getMessage()),
            now));
  }

  private static Instant sent(SQSMessage message, Instant otherwise) {
    Map<String, String> attributes = message.getAttributes();
    String millis = attributes == null ? "" : attributes.getOrDefault("SentTimestamp", "");
    return millis.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(millis)) : otherwise;
  }
}

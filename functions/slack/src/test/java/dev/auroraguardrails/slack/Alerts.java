package dev.auroraguardrails.slack;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.port.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What comes by the topic, for tests.
final class Alerts {
  static final String ALARM =
      """
      {"AlarmName": "aurora-guardrails-RdsDeadLettersAlarm",
       "AlarmDescription": "The rds function gave up on events; each is a change that nobody has judged.",
       "AWSAccountId": "111122223333", "NewStateValue": "ALARM", "OldStateValue": "OK",
       "NewStateReason": "Threshold Crossed: 1 datapoint [1.0] was greater than the threshold (0.0).",
       "StateChangeTime": "2026-03-01T12:00:00.000+0000", "Region": "EU (Frankfurt)",
       "AlarmArn": "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:aurora-guardrails-RdsDeadLettersAlarm",
       "Trigger": {"MetricName": "ApproximateNumberOfMessagesVisible", "Namespace": "AWS/SQS"}}
      """;

  private Alerts() {}

  static Alert reverted() {
    return Samples.openPort();
  }

  /// Told only: the violation stands.
  static Alert alerted() {
    return standing("alert", "alerted", "the baseline says alert");
  }

  static Alert failed() {
    return standing("revert", "failed", "UnauthorizedOperation: not allowed to revoke");
  }

  private static Alert standing(String decision, String outcome, String reason) {
    Alert a = Samples.openPort();
    return new Alert(
        a.schema(),
        a.alertId(),
        a.control(),
        a.resource(),
        a.account(),
        a.region(),
        a.event(),
        a.changed(),
        a.evidence(),
        decision,
        outcome,
        reason,
        List.of(),
        Optional.empty(),
        "standing",
        "",
        List.of(),
        a.done(),
        a.at());
  }

  /// As long as CloudTrail lets it be, and made by somebody who wants to be heard.
  static Alert hostile() {
    String evil = "<!channel> <https://evil.example|AWS> *x* ``` & @here \u202E\n";
    String everywhere = evil.repeat(500);
    return new Alert(
        Alert.SCHEMA,
        evil,
        new Alert.Control("NET-01", everywhere, Severity.CRITICAL),
        "arn:aws:ec2:eu-central-1:111122223333:security-group/" + everywhere,
        everywhere,
        evil,
        new Alert.Event(
            evil,
            everywhere,
            Samples.NOON,
            everywhere,
            Optional.of(everywhere),
            Optional.of(everywhere),
            everywhere),
        Map.of(everywhere, everywhere, evil, List.of(everywhere)),
        everywhere,
        "revert",
        "reverted",
        everywhere,
        List.of(everywhere, evil),
        Samples.openPort().restored(),
        "in force",
        everywhere,
        List.of(evil, everywhere),
        List.of(everywhere),
        Samples.NOON);
  }

  static SNSEvent event(Alert alert) {
    return event("m-1", "subject", Json.write(alert));
  }

  static SNSEvent event(String messageId, String subject, String text) {
    var message = new SNS();
    message.setMessageId(messageId);
    message.setSubject(subject);
    message.setMessage(text);
    var record = new SNSRecord();
    record.setSns(message);
    var event = new SNSEvent();
    event.setRecords(List.of(record));
    return event;
  }
}

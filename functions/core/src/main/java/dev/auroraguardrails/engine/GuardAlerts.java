package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.TemporaryExemptions.Malformed;
import dev.auroraguardrails.port.AccountBrake;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the guard tells about itself.
public final class GuardAlerts {
  static final Alert.Control ROLE =
      new Alert.Control("GUARD-01", "Only the guard works as the guard's role", Severity.CRITICAL);
  static final Alert.Control MESSAGES =
      new Alert.Control("GUARD-02", "Only AWS and the guard send events", Severity.HIGH);
  static final Alert.Control BRAKE =
      new Alert.Control("GUARD-03", "The guard puts back a few things at a time", Severity.HIGH);

  static final Alert.Control EXEMPTIONS =
      new Alert.Control("GUARD-04", "Exemptions can be read", Severity.MEDIUM);

  private GuardAlerts() {}

  static Alert brokenExemption(Malformed one, ChangeEvent event, Instant at) {
    return alert(
        AlertWriter.incidentId(EXEMPTIONS.id(), one.name(), one.version()),
        EXEMPTIONS,
        "arn:aws:ssm:%s:%s:parameter%s".formatted(event.region(), event.account(), one.name()),
        event.account(),
        event.region(),
        AlertWriter.event(event),
        "what was meant as an exemption is none: " + one.why(),
        "it exempts nothing; write it by 'guardrails exempt'",
        at);
  }

  static Alert misusedRole(ChangeEvent event, String roleArn, Instant at) {
    return alert(
        AlertWriter.incidentId(event.eventId(), ROLE.id()),
        ROLE,
        roleArn,
        event.account(),
        event.region(),
        AlertWriter.event(event),
        "the guard's role was used by someone else: request %s of %s is none of the guard's"
            .formatted(event.requestId(), event.name()),
        "end the role's sessions and find out who holds its credentials",
        at);
  }

  static Alert braked(AccountBrake brake, Instant since, ChangeEvent event) {
    String history =
        brake.reverts().stream()
            .map(r -> "%s %s of %s".formatted(r.at(), r.control(), r.resource()))
            .collect(Collectors.joining("; "));
    return alert(
        AlertWriter.incidentId("brake", since.toString()),
        BRAKE,
        "arn:aws:iam::" + event.account() + ":root",
        event.account(),
        event.region(),
        AlertWriter.event(event),
        "put back %d within a while: %s".formatted(brake.reverts().size(), history),
        "nothing is put back any more, until 'guardrails resume'",
        since);
  }

  /// @param messageId SQS's
  /// @param sender SQS's SenderId of the message
  /// @param queueArn the queue it was found in
  /// @param why what gave it away
  public static Alert forged(
      String messageId,
      String sender,
      Instant sent,
      String queueArn,
      String account,
      String region,
      String why,
      Instant at) {
    return alert(
        AlertWriter.incidentId(messageId, MESSAGES.id()),
        MESSAGES,
        queueArn,
        account,
        region,
        new Alert.Event(
            messageId, "SendMessage", sent, sender, Optional.empty(), Optional.empty(), "unknown"),
        "a message that is none of AWS's or the guard's was sent to the guard's queue: " + why,
        "nothing was done about it; find out who may send to the queue",
        at);
  }

  static Alert alert(
      String id,
      Alert.Control control,
      String resource,
      String account,
      String region,
      Alert.Event event,
      String evidence,
      String reason,
      Instant at) {
    return new Alert(
        Alert.SCHEMA,
        id,
        control,
        resource,
        account,
        region,
        event,
        Map.of(),
        evidence,
        "alert",
        "alerted",
        reason,
        List.of(),
        Optional.empty(),
        "standing",
        "",
        List.of(),
        List.of(),
        at);
  }
}

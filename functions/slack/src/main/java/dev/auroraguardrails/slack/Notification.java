package dev.auroraguardrails.slack;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.auroraguardrails.engine.AlertText;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A message in the form that Amazon Q Developer in chat applications takes: [custom
/// notifications](https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html).
///
/// @param version always `1.0`
/// @param source always `custom`
/// @param id the same for every repeat
record Notification(String version, String source, String id, Content content, Metadata metadata) {
  private static final int TITLE = 250;
  private static final int DESCRIPTION = 8_000;
  private static final int STEP = 350;
  private static final int STEPS = 10;
  private static final int KEYWORD = 75;
  private static final int VALUE = 300;
  private static final int BLOCK = 2_000;

  /// @param textType `client-markdown`: Slack's own markup
  record Content(
      String textType,
      String title,
      String description,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> nextSteps,
      List<String> keywords) {}

  /// @param threadId the same for what belongs to one conversation
  /// @param summary what the channel shows of a thread
  record Metadata(
      String threadId,
      String summary,
      String eventType,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> relatedResources) {}

  static Notification of(Incoming incoming) {
    return switch (incoming) {
      case Incoming.OfGuard guard -> of(guard);
      case Incoming.Alarm alarm -> of(alarm);
      case Incoming.Other other -> of(other);
    };
  }

  private static Notification of(Incoming.OfGuard guard) {
    Alert alert = guard.alert();
    String subject = AlertText.subject(alert);
    return notification(
        guard,
        subject,
        description(alert),
        nextSteps(alert),
        List.of(
            alert.control().id(),
            alert.control().severity().name().toLowerCase(Locale.ROOT),
            alert.outcome()),
        "alert",
        List.of(alert.resource()));
  }

  private static Notification of(Incoming.Alarm alarm) {
    return notification(
        alarm,
        "[%s] CloudWatch alarm %s".formatted(alarm.state(), alarm.name()),
        lines(code(alarm.description()), code(alarm.reason()), "*Since* " + code(alarm.time())),
        List.of(),
        List.of("alarm", alarm.state()),
        "alarm",
        List.of(alarm.arn()));
  }

  private static Notification of(Incoming.Other other) {
    return notification(
        other,
        other.subject().isBlank() ? "A message on the topic" : other.subject(),
        Mrkdwn.block(other.text().lines().toList(), DESCRIPTION),
        List.of(),
        List.of("other"),
        "other",
        List.of());
  }

  private static Notification notification(
      Incoming incoming,
      String title,
      String description,
      List<String> nextSteps,
      List<String> keywords,
      String eventType,
      List<String> resources) {
    return new Notification(
        "1.0",
        "custom",
        Mrkdwn.plain(incoming.id(), VALUE),
        new Content(
            "client-markdown",
            code(title, TITLE),
            description,
            nextSteps,
            keywords.stream().map(word -> Mrkdwn.plain(word, KEYWORD)).toList()),
        new Metadata(
            Mrkdwn.plain(incoming.about(), VALUE),
            code(title, TITLE),
            eventType,
            resources.stream().map(arn -> Mrkdwn.plain(arn, VALUE)).toList()));
  }

  private static String description(Alert alert) {
    Alert.Event event = alert.event();
    var lines = new ArrayList<String>();
    lines.add(code(alert.evidence()) + ": " + code(alert.outcome() + " (" + alert.reason() + ")"));
    lines.add("*Who* " + code(event.actor()) + " from " + code(event.sourceAddress()));
    event.via().ifPresent(via -> lines.add("*Via* " + code(via)));
    lines.add("*Call* " + code(event.name()) + " at " + code(event.time().toString()));
    lines.add("*Resource* " + code(alert.resource()));
    lines.add("*Now* " + code(alert.force()));
    List<String> diff = AlertMessage.diff(alert);
    if (!diff.isEmpty()) {
      lines.add("*Before (-) and after (+) the call*\n" + Mrkdwn.block(diff, BLOCK));
    }
    if (!alert.done().isEmpty()) {
      lines.add("*Carried out*\n" + Mrkdwn.block(alert.done(), BLOCK));
    }
    if (!alert.cannotUndo().isBlank()) {
      lines.add("*Cannot undo* " + code(alert.cannotUndo()));
    }
    return String.join("\n", lines);
  }

  /// The commands that fit whole: half a command may do something else.
  private static List<String> nextSteps(Alert alert) {
    var steps = new ArrayList<String>();
    steps.add(Mrkdwn.link(Links.event(alert), "CloudTrail event"));
    alert.undo().forEach(command -> steps.add("Undo: " + whole(command)));
    alert.fix().forEach(command -> steps.add("Put it back: " + whole(command)));
    return steps.stream().filter(step -> step.length() <= STEP).limit(STEPS).toList();
  }

  /// Never cut, so what is too long is too long for a step.
  private static String whole(String command) {
    return code(command, Integer.MAX_VALUE);
  }

  private static String lines(String... lines) {
    return Stream.of(lines).filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
  }

  private static String code(String value) {
    return code(value, VALUE);
  }

  private static String code(String value, int limit) {
    return Mrkdwn.code(value, limit);
  }

  String json() {
    return Json.write(this);
  }
}

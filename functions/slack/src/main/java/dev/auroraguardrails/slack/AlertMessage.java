package dev.auroraguardrails.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.AlertText;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An alert as a Slack message: what happened in one line, who, where, before and after, what was
/// done, and how to undo it.
final class AlertMessage {
  private static final int VALUE = 300;

  private AlertMessage() {}

  /// @param page where `CONTROLS.md` can be read; empty when nowhere
  static Message of(Alert alert, String page) {
    String subject = AlertText.subject(alert);
    return new Parts()
        .header(subject)
        .words("%s: %s (%s)".formatted(alert.evidence(), alert.outcome(), alert.reason()))
        .fields(fields(alert))
        .code(
            alert.restored().isPresent()
                ? "Before (-) and after (+) the call"
                : "Set by the call (+)",
            diff(alert))
        .code("Carried out", alert.done())
        .words(limits(alert))
        .code("To undo what was done", alert.undo())
        .code("To put it back", alert.fix())
        .context(links(alert, page))
        .context("Alert " + Mrkdwn.code(alert.alertId(), VALUE))
        .message(subject, loud(alert));
  }

  private static List<String> fields(Alert alert) {
    Alert.Event event = alert.event();
    var fields = new ArrayList<String>();
    fields.add("*Who*\n" + code(event.actor()) + " from " + code(event.sourceAddress()));
    event.via().ifPresent(via -> fields.add("*Via*\n" + code(via)));
    fields.add("*Call*\n" + code(event.name()) + " at " + Mrkdwn.date(event.time()));
    fields.add("*Resource*\n" + code(alert.resource()));
    fields.add("*Account*\n" + code(alert.account()) + " in " + code(alert.region()));
    fields.add(
        "*Control*\n%s %s %s"
            .formatted(
                code(alert.control().id()),
                alert.control().severity().name().toLowerCase(Locale.ROOT),
                code(alert.control().title())));
    fields.add("*Now*\n" + force(alert.force()));
    return fields;
  }

  private static String force(String force) {
    return switch (force) {
      case "in force" -> ":white_check_mark: good again, in force";
      case "pending" ->
          ":hourglass_flowing_sand: pending: good again from the maintenance window on";
      case "standing" -> ":warning: the violation still stands";
      default -> code(force);
    };
  }

  /// The value before where it is known, and below it what the call set.
  static List<String> diff(Alert alert) {
    Stream<String> before = alert.restored().stream().map(AlertMessage::before);
    Stream<String> after =
        alert.changed().entrySet().stream()
            .map(changed -> "+ %s = %s".formatted(changed.getKey(), value(changed.getValue())));
    return Stream.concat(before, after).map(AlertMessage::shortened).toList();
  }

  private static String before(Restored restored) {
    String seen = restored.asOf().map(at -> ", seen " + at).orElse("");
    return "- %s (from %s%s)".formatted(restored.value(), restored.source().words(), seen);
  }

  private static String value(Object value) {
    JsonNode json = Json.MAPPER.valueToTree(value);
    return json.isTextual() ? json.asText() : Json.write(json);
  }

  private static String shortened(String line) {
    int end = line.offsetByCodePoints(0, Math.min(VALUE, line.codePointCount(0, line.length())));
    return end == line.length() ? line : line.substring(0, end) + "…";
  }

  private static String limits(Alert alert) {
    return alert.cannotUndo().isBlank() ? "" : "Cannot undo: " + alert.cannotUndo();
  }

  private static String links(Alert alert, String page) {
    return Stream.of(
            Links.resource(alert).map(url -> Mrkdwn.link(url, "AWS console")).stream(),
            Stream.of(Mrkdwn.link(Links.event(alert), "CloudTrail event")),
            Links.control(alert, page)
                .map(url -> Mrkdwn.link(url, "About " + alert.control().id()))
                .stream())
        .flatMap(part -> part)
        .collect(Collectors.joining(" · "));
  }

  /// What still stands, or was critical, must not hide in a thread.
  private static boolean loud(Alert alert) {
    return alert.force().equals("standing") || alert.control().severity() == Severity.CRITICAL;
  }

  private static String code(String value) {
    return Mrkdwn.code(value, VALUE);
  }
}

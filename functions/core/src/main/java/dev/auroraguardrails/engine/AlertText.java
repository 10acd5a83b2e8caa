package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Restored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// An alert as a person reads it. Much of it comes from the call that was made, so whoever made the
/// call can choose it: no value leaves its line, and none hides or reorders text.
public final class AlertText {
  private static final int SUBJECT_LIMIT = 100;
  private static final int ACTOR_LIMIT = 36;
  private static final int FIELD_LIMIT = 1_000;

  private static final Pattern NOT_ASCII = Pattern.compile("[^ -~]");
  private static final Pattern NOT_OF_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private AlertText() {}

  /// One line that a person can act on: at most 100 printable ASCII characters, as SNS asks.
  public static String subject(Alert alert) {
    String pending = alert.force().equals("pending") ? ", pending" : "";
    String by = " by " + cut(ascii(alert.event().actor()), ACTOR_LIMIT);
    String head =
        "[%s%s] %s %s %s: %s"
            .formatted(
                alert.outcome(),
                pending,
                alert.control().severity(),
                alert.control().id(),
                shortName(alert.resource()),
                alert.evidence());
    return cut(ascii(head), SUBJECT_LIMIT - by.length()) + by;
  }

  /// The whole alert as plain text, one line for each field.
  public static String email(Alert alert) {
    var text = new Lines();
    text.plain("%s: %s (%s)".formatted(alert.evidence(), alert.outcome(), alert.reason()));
    text.gap();
    what(alert, text);
    who(alert.event(), text);
    alert.changed().forEach((name, value) -> text.field("Changed", name + " = " + value));
    text.gap();
    text.field("Decision", alert.decision());
    text.field("Outcome", alert.outcome() + ": " + alert.reason());
    alert.restored().ifPresent(value -> text.field("Restored", restored(value, alert.at())));
    text.field("Now", force(alert.force()));
    text.field("Cannot undo", alert.cannotUndo());
    text.commands("Carried out", alert.done());
    text.commands("To undo what was done", alert.undo());
    text.commands("To put it back", alert.fix());
    text.gap();
    text.field("Alert", alert.alertId());
    text.field("Event", alert.event().id());
    return text.toString();
  }

  private static void what(Alert alert, Lines text) {
    Alert.Control control = alert.control();
    text.field("Control", "%s %s %s".formatted(control.id(), control.severity(), control.title()));
    text.field("Resource", alert.resource());
    text.field("Account", alert.account() + " in " + alert.region());
  }

  private static void who(Alert.Event event, Lines text) {
    text.field("Call", event.name() + " at " + event.time());
    text.field("By", event.actor() + " from " + event.sourceAddress());
    event.actorArn().ifPresent(arn -> text.field("Identity", arn));
    event.via().ifPresent(via -> text.field("Via", via));
  }

  private static String restored(Restored restored, Instant at) {
    String age =
        restored
            .asOf()
            .map(asOf -> ", seen " + age(asOf, at) + " before (" + asOf + ")")
            .orElse("");
    return restored.value() + ", from " + restored.source().words() + age;
  }

  private static String age(Instant from, Instant to) {
    Duration age = Duration.between(from, to);
    if (age.toDays() > 1) {
      return age.toDays() + " days";
    }
    return age.toHours() > 1 ? age.toHours() + " hours" : age.toMinutes() + " minutes";
  }

  private static String force(String force) {
    return switch (force) {
      case "pending" -> "pending: accepted, but not in force before the maintenance window";
      case "standing" -> "standing: the violation still stands";
      default -> force;
    };
  }

  private static String shortName(String arn) {
    String resource = arn.substring(arn.lastIndexOf(':') + 1);
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  private static String ascii(String text) {
    return NOT_ASCII.matcher(text).replaceAll("?");
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - 3) + "...";
  }

  /// Takes control characters, line separators and invisible (bidirectional) characters out.
  private static String oneLine(String text) {
    return NOT_OF_A_LINE.matcher(text).replaceAll(" ").strip();
  }

  private static final class Lines {
    private final StringBuilder text = new StringBuilder();

    void plain(String line) {
      text.append(cut(oneLine(line), FIELD_LIMIT)).append('\n');
    }

    void gap() {
      text.append('\n');
    }

    void field(String name, String value) {
      if (!value.isBlank()) {
        plain(String.format(Locale.ROOT, "%-12s %s", name + ":", oneLine(value)));
      }
    }

    /// Commands are never cut: half a command may do something else.
    void commands(String name, List<String> commands) {
      if (commands.isEmpty()) {
        return;
      }
      text.append('\n').append(name).append(":\n");
      commands.forEach(command -> text.append("  ").append(oneLine(command)).append('\n'));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}

package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Glob;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Alerted;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Tells of those who change databases and should not: once a day for each caller, whatever they
/// call and however often. What they changed is judged all the same.
final class Callers {
  static final Alert.Control ROOT =
      new Alert.Control("IAM-13", "Databases are not changed by the root user", Severity.HIGH);
  static final Alert.Control STRANGER =
      new Alert.Control(
          "IAM-14", "Databases are changed by the listed principals only", Severity.MEDIUM);

  private static final String RDS = "rds.amazonaws.com";

  private final List<String> writers;
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;

  Callers(Baseline baseline, Ledger ledger, Outbox outbox, InstantSource clock) {
    this.writers = baseline.iam().rdsWriters();
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @param own whether it is the guard's call
  /// @return what was told; empty when there is nothing to tell, or it was told today
  Optional<Handled> judge(Trigger.Change change, boolean own) {
    ChangeEvent event = change.event();
    if (own || !event.source().equals(RDS)) {
      return Optional.empty();
    }
    Actor actor = event.actor();
    if (actor.type().equals("Root")) {
      return tell(ROOT, event, "root", "root changed databases by " + event.name());
    }
    Optional<String> caller = actor.arn().flatMap(Callers::name);
    boolean listed =
        writers.isEmpty()
            || caller.isEmpty()
            || writers.stream().anyMatch(pattern -> Glob.matches(pattern, caller.get()));
    return listed
        ? Optional.empty()
        : tell(
            STRANGER,
            event,
            caller.get(),
            caller.get() + " is none of the listed principals, and called " + event.name());
  }

  /// `role/NAME` of a session, `user/NAME`; empty for whoever is neither, as AWS's services.
  private static Optional<String> name(String arn) {
    String local = arn.substring(arn.lastIndexOf(':') + 1);
    String[] parts = local.split("/", -1);
    return switch (parts[0]) {
      case "assumed-role" -> Optional.of("role/" + parts[1]);
      case "user" -> Optional.of("user/" + parts[parts.length - 1]);
      default -> Optional.empty();
    };
  }

  private Optional<Handled> tell(
      Alert.Control control, ChangeEvent event, String caller, String evidence) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    String id = AlertWriter.incidentId(control.id(), event.account() + caller, today.toString());
    Optional<Ledger.Incident> known = ledger.incident(id);
    if (known.isPresent()) {
      outbox.sendIfDue(id, known.get());
      return Optional.empty();
    }
    String resource = "arn:aws:iam::%s:%s".formatted(event.account(), caller);
    Alert alert =
        GuardAlerts.alert(
            id,
            control,
            resource,
            event.account(),
            event.region(),
            AlertWriter.event(event),
            evidence,
            "it is told once a day; what was changed is judged by itself",
            now);
    outbox.end(id, alert);
    return Optional.of(new Handled(control.id(), resource, "alert", new Alerted(evidence)));
  }
}

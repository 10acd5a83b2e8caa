package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Alerted;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Knows the guard's own calls by their request ids: a call of its role that it did not make is
/// somebody else's. The state is judged either way.
final class OwnCalls {
  /// The record of a call may come before the guard has written down that it made it.
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Optional<String> role;
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;

  OwnCalls(Optional<String> role, Ledger ledger, Outbox outbox, InstantSource clock) {
    this.role = role;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @return what is to be said about who made the call; empty for most
  Optional<Handled> judge(Trigger.Change change) {
    ChangeEvent event = change.event();
    if (role.isEmpty() || !isBy(role.get(), event.actor())) {
      return Optional.empty();
    }
    if (!event.requestId().isEmpty() && ledger.isOwnCall(event.requestId())) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (now.isBefore(change.firstSeen().plus(GRACE))) {
      var wait = new Deferred(GRACE, "a call of the guard's role that it has not written down yet");
      return Optional.of(new Handled(GuardAlerts.ROLE.id(), role.get(), "none", wait));
    }
    Alert alert = GuardAlerts.misusedRole(event, role.get(), now);
    Optional<Ledger.Incident> known = ledger.incident(alert.alertId());
    if (known.isPresent()) {
      outbox.sendIfDue(alert.alertId(), known.get());
    } else {
      outbox.end(alert.alertId(), alert);
    }
    return Optional.of(
        new Handled(GuardAlerts.ROLE.id(), role.get(), "alert", new Alerted(alert.evidence())));
  }

  /// @return whether somebody with the guard's role made the call
  boolean isBy(ChangeEvent event) {
    return role.filter(arn -> isBy(arn, event.actor())).isPresent();
  }

  /// A session's ARN holds its role's name and account, which the caller cannot choose; what comes
  /// after is the caller's.
  static boolean isBy(String roleArn, Actor actor) {
    String[] parts = roleArn.split(":", 6);
    String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    return parts.length == 6
        && actor
            .arn()
            .filter(
                arn ->
                    arn.startsWith(
                        "arn:%s:sts::%s:assumed-role/%s/".formatted(parts[1], parts[4], name)))
            .isPresent();
  }
}

package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.port.AccountBrake;
import dev.auroraguardrails.port.AccountBrake.Counted;
import dev.auroraguardrails.port.Alerts;
import dev.auroraguardrails.port.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Stops every revert of every family once too much was put back within a while: either somebody
/// fights the guard, or the guard is wrong. Each revert is counted before it is made, in one item
/// that is replaced only where nobody else replaced it meanwhile, so that families which work at
/// the same time cannot pass the limit together.
final class BrakeOnAccount {
  /// A share of a few resources says nothing.
  static final int FEWEST_FOR_A_SHARE = 20;

  private static final int TRIES = 40;

  private final Family family;
  private final Baseline.Brakes limits;
  private final Ledger ledger;
  private final Alerts alerts;
  private final InstantSource clock;

  BrakeOnAccount(
      Family family, Baseline.Brakes limits, Ledger ledger, Alerts alerts, InstantSource clock) {
    this.family = family;
    this.limits = limits;
    this.ledger = ledger;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// Counts the reverts, or engages and tells once.
  ///
  /// @return why nothing is put back; empty when it may be
  Optional<String> stops(List<Case> reverts, ChangeEvent event, Pause pause) {
    if (limits.accountReverts() == 0 && limits.familyPercent() == 0) {
      return Optional.empty();
    }
    for (int tries = 0; tries < TRIES; tries++) {
      Instant now = clock.instant();
      AccountBrake found = released(ledger.accountBrake(), pause);
      AccountBrake next = found.engaged().isPresent() ? found : counted(found, reverts, now);
      boolean same = next.equals(found) && next.engaged().isPresent();
      if (same || ledger.replaceAccountBrake(next)) {
        return next.engaged().map(since -> engaged(next, since, event));
      }
    }
    throw new IllegalStateException(
        "the account's brake changed " + TRIES + " times while it was asked");
  }

  private static AccountBrake released(AccountBrake found, Pause pause) {
    Optional<Instant> resumed = pause.lastResumed();
    if (resumed.isEmpty()) {
      return found;
    }
    boolean held = found.engaged().filter(since -> !since.isBefore(resumed.get())).isPresent();
    return held
        ? found
        : new AccountBrake(
            found.version(),
            found.reverts().stream().filter(r -> r.at().isAfter(resumed.get())).toList(),
            Optional.empty(),
            false);
  }

  private AccountBrake counted(AccountBrake found, List<Case> reverts, Instant now) {
    Instant start = now.minus(Duration.ofMinutes(limits.accountMinutes()));
    List<Counted> all =
        new ArrayList<>(found.reverts().stream().filter(r -> r.at().isAfter(start)).toList());
    for (Case one : reverts) {
      if (all.stream().noneMatch(r -> r.incidentId().equals(one.id()))) {
        all.add(new Counted(one.id(), family, one.control(), one.resource().arn(), now));
      }
    }
    Optional<Instant> engaged = tooMany(all) ? Optional.of(now) : Optional.empty();
    return new AccountBrake(found.version(), all, engaged, false);
  }

  private boolean tooMany(List<Counted> all) {
    if (limits.accountReverts() > 0 && all.size() > limits.accountReverts()) {
      return true;
    }
    long touched =
        all.stream().filter(r -> r.family() == family).map(Counted::resource).distinct().count();
    if (limits.familyPercent() == 0
        || touched < FEWEST_FOR_A_SHARE * limits.familyPercent() / 100) {
      return false;
    }
    int known = ledger.known();
    return known >= FEWEST_FOR_A_SHARE && touched * 100 > (long) known * limits.familyPercent();
  }

  private String engaged(AccountBrake brake, Instant since, ChangeEvent event) {
    if (!brake.told()) {
      Alert page = GuardAlerts.braked(brake, since, event);
      alerts.publish(page);
      told(since);
    }
    return "the account's brake holds since %s after %d reverts; 'guardrails resume' releases it"
        .formatted(since, brake.reverts().size());
  }

  private void told(Instant since) {
    for (int tries = 0; tries < TRIES; tries++) {
      AccountBrake now = ledger.accountBrake();
      boolean other = now.told() || !now.engaged().equals(Optional.of(since));
      if (other
          || ledger.replaceAccountBrake(
              new AccountBrake(now.version(), now.reverts(), now.engaged(), true))) {
        return;
      }
    }
  }
}

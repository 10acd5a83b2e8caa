package dev.auroraguardrails.control.audit;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.EnableEventSubscription;
import dev.auroraguardrails.model.Resource.EventSubscription;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Only what was switched off has an exact way back; of what was narrowed or deleted the alert says
/// what it was.
@About(
    id = "LOG-08",
    title = "Subscriptions to RDS events are neither switched off, narrowed nor deleted",
    severity = Severity.LOW,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    calls = {
      "ModifyEventSubscription",
      "DeleteEventSubscription",
      "RemoveSourceIdentifierFromSubscription"
    },
    why = "They tell people of failovers, failures and shutdowns that no API call shows.",
    limits = "Events of the time in between are not told later.",
    mappings = {
      "Security Hub RDS.19",
      "Security Hub RDS.20",
      "Security Hub RDS.21",
      "Prowler rds_cluster_critical_event_subscription"
    })
public final class EventSubscriptionsKept implements Control<EventSubscription> {
  @Override
  public Class<EventSubscription> checks() {
    return EventSubscription.class;
  }

  @Override
  public List<Violation> check(EventSubscription now, Context<EventSubscription> context) {
    String name = "event subscription " + now.id().name();
    Optional<EventSubscription> then = context.lastGood().map(LastGood::state);
    if (!now.exists()) {
      String was = then.map(EventSubscriptionsKept::described).orElse("what it was is not known");
      return List.of(Violation.told("*", name + " was deleted", was));
    }
    List<Violation> found = new ArrayList<>();
    if (!now.enabled().equals(Optional.of(true))) {
      found.add(
          Violation.fixable(
              EventSubscription.ENABLED,
              name + " is switched off",
              new Fix(new EnableEventSubscription(now.id()), Restored.byTheChange("on"))));
    }
    then.ifPresent(known -> narrowed(name, now, known, found));
    return found;
  }

  private static void narrowed(
      String name, EventSubscription now, EventSubscription then, List<Violation> found) {
    String was = described(then);
    if (!now.topic().equals(then.topic())) {
      found.add(Violation.told("snsTopicArn", name + " tells " + now.topic(), was));
    }
    if (isNarrower(now.categories(), then.categories())) {
      found.add(
          Violation.told("eventCategories", name + " tells of " + now.categories() + " only", was));
    }
    if (isNarrower(now.sources(), then.sources())) {
      found.add(
          Violation.told("sourceIdentifier", name + " is about " + now.sources() + " only", was));
    }
  }

  /// An empty list is everything.
  private static boolean isNarrower(Set<String> now, Set<String> then) {
    return !now.isEmpty() && (then.isEmpty() || !now.containsAll(then));
  }

  private static String described(EventSubscription then) {
    return "it told %s of %s of %s"
        .formatted(
            then.topic(),
            then.categories().isEmpty() ? "all events" : new TreeSet<>(then.categories()),
            then.sources().isEmpty()
                ? "every " + (then.sourceType().isEmpty() ? "source" : then.sourceType())
                : new TreeSet<>(then.sources()));
  }
}

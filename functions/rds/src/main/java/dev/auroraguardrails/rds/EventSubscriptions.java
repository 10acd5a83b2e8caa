package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Resource.EventSubscription;
import dev.auroraguardrails.model.ResourceId;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.SubscriptionNotFoundException;

/// Reads subscriptions to the events of RDS. That one is gone is a state like another.
final class EventSubscriptions {
  private EventSubscriptions() {}

  static EventSubscription read(RdsClient rds, ResourceId id) {
    try {
      return rds
          .describeEventSubscriptions(r -> r.subscriptionName(id.name()))
          .eventSubscriptionsList()
          .stream()
          .findFirst()
          .map(one -> of(id, one))
          .orElseGet(() -> EventSubscription.gone(id));
    } catch (SubscriptionNotFoundException e) {
      return EventSubscription.gone(id);
    }
  }

  static EventSubscription of(
      ResourceId id, software.amazon.awssdk.services.rds.model.EventSubscription answer) {
    return new EventSubscription(
        id,
        true,
        Optional.ofNullable(answer.enabled()),
        orEmpty(answer.snsTopicArn()),
        orEmpty(answer.sourceType()),
        Set.copyOf(answer.sourceIdsList()),
        Set.copyOf(answer.eventCategoriesList()));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }
}

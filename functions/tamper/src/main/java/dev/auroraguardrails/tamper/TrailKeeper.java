package dev.auroraguardrails.tamper;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

/// Starts a trail again that was stopped, if it records management events: only those [reach
/// EventBridge](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event.html).
/// A trail for other events is somebody else's, and may cost what nobody wants to pay.
final class TrailKeeper {
  private final CloudTrailClient trails;
  private final Consumer<String> called;

  /// @param called is told the request id of each call that changed something
  TrailKeeper(CloudTrailClient trails, Consumer<String> called) {
    this.trails = trails;
    this.called = called;
  }

  /// @param trail its name or ARN
  Restoring look(String trail) {
    try {
      if (Boolean.TRUE.equals(trails.getTrailStatus(r -> r.name(trail)).isLogging())) {
        return new Restoring.Fine();
      }
      if (!recordsManagementEvents(trail)) {
        return new Restoring.Fine();
      }
    } catch (TrailNotFoundException gone) {
      return new Restoring.Gone("the trail is gone");
    }
    return new Restoring.Broken(
        "the trail is stopped",
        List.of("aws cloudtrail start-logging --name " + trail),
        List.of("aws cloudtrail stop-logging --name " + trail),
        () ->
            called.accept(trails.startLogging(r -> r.name(trail)).responseMetadata().requestId()));
  }

  private boolean recordsManagementEvents(String trail) {
    var selectors = trails.getEventSelectors(r -> r.trailName(trail));
    return selectors.eventSelectors().stream()
            .anyMatch(one -> Boolean.TRUE.equals(one.includeManagementEvents()))
        || selectors.advancedEventSelectors().stream()
            .map(AdvancedEventSelector::fieldSelectors)
            .flatMap(List::stream)
            .anyMatch(TrailKeeper::isManagement);
  }

  private static boolean isManagement(AdvancedFieldSelector field) {
    return "eventCategory".equals(field.field()) && field.equalsValue().contains("Management");
  }
}

package dev.auroraguardrails.cli;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/// Whether a Region's management writes are logged: without a trail that logs them EventBridge gets
/// no `AWS API Call via CloudTrail` events
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html).
final class Trails {
  private static final Set<ReadWriteType> WRITES =
      Set.of(ReadWriteType.ALL, ReadWriteType.WRITE_ONLY);

  private Trails() {}

  static Diagnosis check(CloudTrailClient cloudTrail, String region) {
    List<Trail> trails = cloudTrail.describeTrails(r -> r.includeShadowTrails(true)).trailList();
    for (Trail trail : trails) {
      boolean here = trail.isMultiRegionTrail() || region.equals(trail.homeRegion());
      if (here && isLogging(cloudTrail, trail) && logsWrites(cloudTrail, trail)) {
        return Diagnosis.ok("%s: trail %s logs management writes".formatted(region, trail.name()));
      }
    }
    return Diagnosis.fail(
        "%s: none of %d trails logs management writes, so no change is seen there"
            .formatted(region, trails.size()),
        "create a multi-Region trail that logs management events, or start it: aws cloudtrail"
            + " start-logging --name TRAIL");
  }

  private static boolean isLogging(CloudTrailClient cloudTrail, Trail trail) {
    return cloudTrail.getTrailStatus(r -> r.name(trail.trailARN())).isLogging();
  }

  private static boolean logsWrites(CloudTrailClient cloudTrail, Trail trail) {
    GetEventSelectorsResponse selectors =
        cloudTrail.getEventSelectors(r -> r.trailName(trail.trailARN()));
    boolean none =
        selectors.eventSelectors().isEmpty() && selectors.advancedEventSelectors().isEmpty();
    return none // A trail without selectors logs all management events.
        || selectors.eventSelectors().stream().anyMatch(Trails::isOfWrites)
        || selectors.advancedEventSelectors().stream().anyMatch(Trails::isOfWrites);
  }

  private static boolean isOfWrites(EventSelector selector) {
    return !Boolean.FALSE.equals(selector.includeManagementEvents())
        && WRITES.contains(selector.readWriteType());
  }

  private static boolean isOfWrites(AdvancedEventSelector selector) {
    boolean management =
        selector.fieldSelectors().stream()
            .anyMatch(
                field ->
                    field.field().equals("eventCategory")
                        && field.equalsValue().contains("Management"));
    boolean readsOnly =
        selector.fieldSelectors().stream()
            .anyMatch(
                field -> field.field().equals("readOnly") && field.equalsValue().contains("true"));
    return management && !readsOnly;
  }
}

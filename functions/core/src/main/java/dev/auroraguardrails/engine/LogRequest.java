package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.LogGroup;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What calls on CloudWatch Logs ask of a log group.
final class LogRequest {
  private LogRequest() {}

  /// @return whether the call changed what the subject names
  static boolean touches(ChangeEvent change, String subject) {
    return switch (change.name()) {
      case "DeleteLogGroup" -> subject.equals(LogGroup.GROUP);
      case "PutRetentionPolicy", "DeleteRetentionPolicy" -> subject.equals(LogGroup.RETENTION);
      case "DeleteSubscriptionFilter" ->
          Fields.text(change.request(), "filterName").filter(subject::equals).isPresent();
      default -> false;
    };
  }

  /// @return the group as the call leaves it
  static LogGroup on(LogGroup group, ChangeEvent change) {
    return switch (change.name()) {
      case "DeleteLogGroup" ->
          new LogGroup(group.id(), group.engine(), group.created(), 0, Map.of())
              .notOlderThan(change.time());
      case "PutRetentionPolicy" ->
          group.keeping(
              Fields.text(change.request(), "retentionInDays")
                  .map(Integer::parseInt)
                  .orElse(group.retentionDays()));
      case "DeleteRetentionPolicy" -> group.keeping(0);
      case "DeleteSubscriptionFilter" -> without(group, change);
      default -> group;
    };
  }

  private static LogGroup without(LogGroup group, ChangeEvent change) {
    var left = new TreeMap<>(group.filters());
    Optional<String> name = Fields.text(change.request(), "filterName");
    name.ifPresent(left::remove);
    return new LogGroup(group.id(), group.engine(), group.created(), group.retentionDays(), left);
  }
}

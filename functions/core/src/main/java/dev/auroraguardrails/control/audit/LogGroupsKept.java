package dev.auroraguardrails.control.audit;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.SetLogRetention;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.LogGroup;
import dev.auroraguardrails.model.Resource.LogGroup.Subscription;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// RDS makes a group anew, without retention or filters, when the next line is logged: so a group
/// that is younger than its deletion is another one. A retention that is taken away keeps more,
/// not less.
@About(
    id = "LOG-07",
    title = "Log groups of Aurora clusters keep their events and go where they went",
    severity = Severity.HIGH,
    family = Family.ADJACENT,
    calls = {
      "DeleteLogGroup",
      "PutRetentionPolicy",
      "DeleteRetentionPolicy",
      "DeleteSubscriptionFilter"
    },
    why = "Who covers tracks takes away the log, or what reads it.",
    limits = "Events that expired meanwhile, or were deleted, do not come back.",
    mappings = {"Prowler cloudwatch_log_group_retention_policy_specific_days_enabled"})
public final class LogGroupsKept implements Control<LogGroup> {
  private static final int FOR_EVER = 0;

  @Override
  public Class<LogGroup> checks() {
    return LogGroup.class;
  }

  @Override
  public List<Violation> check(LogGroup now, Context<LogGroup> context) {
    Optional<ChangeEvent> deleted = called("DeleteLogGroup", context);
    if (deleted.isPresent()
        && now.created().filter(made -> made.isBefore(deleted.get().time())).isEmpty()) {
      return List.of(
          Violation.told(
              LogGroup.GROUP,
              "the log group " + now.id().name() + " was deleted with all its events",
              "deleted events do not come back; RDS makes the group anew, without its retention"
                  + " and its filters"));
    }
    var found = new ArrayList<Violation>();
    retention(now, context).ifPresent(found::add);
    unsubscribed(now, context).ifPresent(found::add);
    return List.copyOf(found);
  }

  private static Optional<ChangeEvent> called(String name, Context<LogGroup> context) {
    return context.change().filter(change -> change.name().equals(name));
  }

  private static Optional<Violation> retention(LogGroup now, Context<LogGroup> context) {
    int floor = context.baseline().adjacent().minimumLogDays();
    int days = now.retentionDays();
    if (now.created().isEmpty() || days == FOR_EVER || days >= floor) {
      return Optional.empty();
    }
    int before = context.lastGood().map(good -> good.state().retentionDays()).orElse(floor);
    boolean known = context.lastGood().isPresent() && (before == FOR_EVER || before >= floor);
    int back = known ? before : floor;
    var restored =
        known
            ? new Restored(
                said(back), Source.LAST_KNOWN_GOOD, context.lastGood().map(good -> good.asOf()))
            : new Restored(said(back), Source.BASELINE, Optional.empty());
    return Optional.of(
        Violation.fixable(
            LogGroup.RETENTION,
            "the log group %s keeps events for %s, less than %s"
                .formatted(now.id().name(), said(days), said(floor)),
            new Fix(new SetLogRetention(now.id(), new Step<>(Optional.of(days), back)), restored)));
  }

  private static String said(int days) {
    return switch (days) {
      case FOR_EVER -> "ever";
      case 1 -> "1 day";
      default -> days + " days";
    };
  }

  private static Optional<Violation> unsubscribed(LogGroup now, Context<LogGroup> context) {
    return called("DeleteSubscriptionFilter", context)
        .map(change -> change.request().path("filterName").asText())
        .filter(name -> !name.isEmpty() && !now.filters().containsKey(name))
        .map(
            name ->
                Violation.told(
                    name,
                    "the log group %s is not sent to where its filter %s sent it any more"
                        .formatted(now.id().name(), name),
                    wayBack(name, now, context)));
  }

  private static String wayBack(String name, LogGroup now, Context<LogGroup> context) {
    Optional<Subscription> before =
        context.lastGood().flatMap(good -> Optional.ofNullable(good.state().filters().get(name)));
    return before
        .map(
            filter ->
                "a person gives it again: aws logs put-subscription-filter --region %s"
                        .formatted(now.id().region())
                    + " --log-group-name '%s' --filter-name '%s' --filter-pattern '%s'"
                        .formatted(now.id().name(), name, filter.pattern().replace("'", "'\\''"))
                    + " --destination-arn '%s'".formatted(filter.destination())
                    + filter.role().map(role -> " --role-arn '" + role + "'").orElse(""))
        .orElse("what the filter was is not known, so a person decides");
  }
}

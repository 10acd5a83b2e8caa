package dev.auroraguardrails.control.audit;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.StartActivityStream;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.ActivityStream;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.List;
import java.util.Optional;

/// Judged by what was there before: a stream is no part of a cluster unless somebody chose it.
/// While it stops, AWS refuses to start it, and the guard tries again.
@About(
    id = "LOG-06",
    title = "Database activity streams of Aurora clusters are not stopped",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    calls = {"StartActivityStream", "StopActivityStream"},
    why = "The stream is the audit that not even a database administrator can switch off inside.",
    limits =
        "What happened while it was stopped is in no stream, and its readers have to attach to the"
            + " Kinesis stream anew. The guard's role must be let to use the key.",
    mappings = "CIS AWS Database Services 2.5")
public final class ActivityStreamKept implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    Optional<LastGood<DbCluster>> good =
        context.lastGood().filter(known -> known.state().basics().activityStream().isOn());
    boolean stops =
        context.change().filter(call -> call.name().equals("StopActivityStream")).isPresent();
    if (now.basics().activityStream().isOn() || (good.isEmpty() && !stops)) {
      return List.of();
    }
    String what = "the activity stream of cluster " + now.id().name() + " is stopped";
    return List.of(
        good.flatMap(known -> back(now, known))
            .map(fix -> Violation.fixable(Attribute.ACTIVITY_STREAM, what, fix))
            .orElseGet(() -> Violation.told(Attribute.ACTIVITY_STREAM, what, byHand(context))));
  }

  private static Optional<Fix> back(DbCluster now, LastGood<DbCluster> good) {
    ActivityStream stream = good.state().basics().activityStream();
    return stream
        .mode()
        .flatMap(mode -> stream.key().map(key -> new StartActivityStream(now.id(), mode, key)))
        .map(
            start ->
                new Fix(
                    start,
                    new Restored(start.mode(), Source.LAST_KNOWN_GOOD, Optional.of(good.asOf()))));
  }

  private static String byHand(Context<DbCluster> context) {
    String key =
        context
            .change()
            .flatMap(call -> Requests.answered(call, "kmsKeyId"))
            .map(known -> "; its key was " + known)
            .orElse("");
    return "whether it was synchronous is not known" + key;
  }
}

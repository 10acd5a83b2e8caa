package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallControl;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.control.Told;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Severity;
import java.util.Optional;
import java.util.stream.Stream;

/// Allow-listed principals (principals.allowed) may: tools that collect logs call it all the time.
/// Where CloudTrail marks the call as read-only, EventBridge does not send it.
@About(
    id = "DATA-14",
    title = "Database log files are downloaded by allow-listed principals only",
    severity = Severity.LOW,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"DownloadDBLogFilePortion"},
    why = "Logs of statements hold the data and now and then a password.")
public final class LogFilesNotDownloaded implements CallControl {
  @Override
  public Optional<Told> judge(ApiCall call, Context<ApiCall> context) {
    boolean mine = call.event().name().equals("DownloadDBLogFilePortion");
    if (!mine || isAllowed(call, context)) {
      return Optional.empty();
    }
    String file = Requests.asked(call.event(), "logFileName").orElse("a log file");
    return Optional.of(
        new Told(
            "%s of %s was downloaded by %s"
                .formatted(file, call.id().name(), call.event().actor().shortName()),
            "what was read cannot be taken back"));
  }

  private static boolean isAllowed(ApiCall call, Context<ApiCall> context) {
    Actor actor = call.event().actor();
    return Stream.of(actor.via(), actor.arn())
        .flatMap(Optional::stream)
        .flatMap(arn -> principal(call, arn).stream())
        .anyMatch(context.baseline()::allows);
  }

  private static Optional<ResourceId> principal(ApiCall call, String arn) {
    return Stream.of(Kind.ROLE, Kind.USER)
        .filter(kind -> arn.contains(":iam::" + call.id().account() + ":" + kind.prefix()))
        .map(kind -> named(call, kind, arn.substring(arn.lastIndexOf('/') + 1)))
        .findFirst();
  }

  private static ResourceId named(ApiCall call, Kind kind, String name) {
    return new ResourceId(kind, call.id().account(), call.id().region(), name);
  }
}

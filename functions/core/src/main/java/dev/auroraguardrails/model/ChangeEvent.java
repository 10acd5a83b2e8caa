package dev.auroraguardrails.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One API call as CloudTrail recorded it, read into the guard's own terms. It says where to look
/// and who did it; whether something is wrong is judged from the state that is read.
///
/// @param eventId CloudTrail's `eventID`; the only thing by which a duplicate is known
/// @param source the `eventSource`, `rds.amazonaws.com`
/// @param name the operation, without the API version that Lambda adds to its event names
/// @param kind what sort of record it is
/// @param result what became of the call
/// @param error `errorCode: errorMessage` of a call that did not succeed
/// @param time the `eventTime`; told, never a reason to call an event stale
/// @param account the `recipientAccountId`
/// @param region the `awsRegion`
/// @param actor who made the call
/// @param sourceAddress the `sourceIPAddress`, which may be a service's name
/// @param userAgent the `userAgent`, which anybody can forge
/// @param requestId the `requestID`
/// @param request the `requestParameters`, without the `…Request` wrapper of newer EC2 calls; a
///     missing node when there are none
/// @param response the `responseElements`, likewise
/// @param changed what the request changed, by CloudTrail's spelling; secrets as `***`; empty
///     for a call that did not succeed
public record ChangeEvent(
    String eventId,
    String source,
    String name,
    Kind kind,
    Result result,
    Optional<String> error,
    Instant time,
    String account,
    String region,
    Actor actor,
    String sourceAddress,
    String userAgent,
    String requestId,
    JsonNode request,
    JsonNode response,
    Map<String, JsonNode> changed) {

  public ChangeEvent {
    changed = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(changed));
  }

  /// What sort of record it is.
  public enum Kind {
    MUTATING,
    READ,
    SERVICE_EVENT,
    NATIVE_RDS,
    OTHER
  }

  /// What became of the call: by `errorCode` alone, since a failed call may carry a response.
  public enum Result {
    OK,
    DENIED,
    FAILED
  }

  /// @return whether the call may have changed something
  public boolean changedSomething() {
    return kind == Kind.MUTATING && result == Result.OK;
  }
}

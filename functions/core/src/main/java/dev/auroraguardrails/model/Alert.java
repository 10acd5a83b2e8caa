package dev.auroraguardrails.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people and programs are told about one outcome; the JSON form is `alert.schema.json`.
///
/// @param alertId the same for every repeat of this alert
/// @param control id, title and severity
/// @param resource the ARN
/// @param account the account
/// @param region the Region
/// @param event the call that was made
/// @param changed what the call changed, by CloudTrail's spelling; secrets as `***`
/// @param evidence what was found
/// @param decision `revert`, `alert` or `exempt`
/// @param outcome as {@link Outcome#label()}
/// @param reason why this outcome
/// @param done the corrective AWS CLI commands that were carried out
/// @param restored the earlier value that was restored
/// @param force `in force`, `pending`, or `standing` for a violation that still stands
/// @param cannotUndo what the revert does not bring back; empty when nothing
/// @param undo AWS CLI commands that undo the revert
/// @param fix AWS CLI commands that would put it back, where the guard did not
/// @param at when the guard came to this outcome
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonPropertyOrder({"schema", "alertId"})
public record Alert(
    String schema,
    String alertId,
    Control control,
    String resource,
    String account,
    String region,
    Event event,
    Map<String, Object> changed,
    String evidence,
    String decision,
    String outcome,
    String reason,
    List<String> done,
    Optional<Restored> restored,
    String force,
    String cannotUndo,
    List<String> undo,
    List<String> fix,
    Instant at) {

  /// The version of the alert's schema.
  public static final String SCHEMA = "aurora-guardrails/alert/1";

  /// The control in an alert.
  public record Control(String id, String title, Severity severity) {}

  /// The call in an alert.
  ///
  /// @param actor a short name
  /// @param actorArn the ARN, where the record carries one
  /// @param via the service or role that made the call for the actor
  public record Event(
      String id,
      String name,
      Instant time,
      String actor,
      Optional<String> actorArn,
      Optional<String> via,
      String sourceAddress) {}
}

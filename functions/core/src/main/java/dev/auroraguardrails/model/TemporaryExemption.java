package dev.auroraguardrails.model;

import java.time.Instant;

/// A violation that a person allowed for a while, by a call of their own.
///
/// @param id names it, to end it by
/// @param control the control's id
/// @param resource the resource's ARN, in which `*` stands for any run of characters
/// @param reason why
/// @param by who made it, as AWS names them
/// @param since when it was made
/// @param until when it ends by itself
public record TemporaryExemption(
    String id,
    String control,
    String resource,
    String reason,
    String by,
    Instant since,
    Instant until) {

  public boolean covers(String controlId, String arn, Instant at) {
    return control.equals(controlId) && isInForce(at) && Glob.matches(resource, arn);
  }

  public boolean isInForce(Instant at) {
    return at.isBefore(until);
  }

  /// @return who allowed it, until when and why
  public String words() {
    return "exempted until %s by %s (%s): %s".formatted(until, by, id, reason);
  }
}

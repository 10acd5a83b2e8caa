package dev.auroraguardrails.model;

import java.time.LocalDate;

/// A violation that is allowed for a while.
///
/// @param control the control's id
/// @param resource the resource's ARN, in which `*` stands for any run of characters
/// @param reason why
/// @param until the last day (UTC) on which it holds
public record Exemption(String control, String resource, String reason, LocalDate until) {

  public boolean covers(String controlId, String arn, LocalDate today) {
    return control.equals(controlId) && !today.isAfter(until) && Glob.matches(resource, arn);
  }
}

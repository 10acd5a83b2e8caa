package dev.auroraguardrails.model;

/// Names a finding on a resource from outside.
///
/// @param control the control's id
/// @param subject what within the resource, as {@link Violation#subject()}
public record FindingKey(String control, String subject) {

  public static FindingKey of(Finding finding) {
    return new FindingKey(finding.control().id(), finding.violation().subject());
  }
}

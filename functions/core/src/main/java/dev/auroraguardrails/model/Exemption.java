package dev.auroraguardrails.model;

import java.time.LocalDate;
import java.util.Optional;
import software.amazon.event.ruler.Ruler;

/// A violation that is allowed for a while.
///
/// @param control the control's id
/// @param resource the resource's ARN, in which `*` stands for any run of characters
/// @param pattern an EventBridge pattern as JSON that the finding must match, too
/// @param reason why
/// @param approver who allowed it, where the baseline says so
/// @param until the last day (UTC) on which it holds
public record Exemption(
    String control,
    String resource,
    Optional<String> pattern,
    String reason,
    Optional<String> approver,
    LocalDate until) {

  /// How long before its end people are told.
  public static final int NOTICE_DAYS = 7;

  /// @return whether it allows the finding on that day
  public boolean covers(Finding finding, LocalDate today) {
    return covers(finding.control().id(), finding.resource().id().arn(), today)
        && pattern.map(wanted -> matches(finding.matchable(), wanted)).orElse(true);
  }

  /// @return whether it may allow the control's violation on the resource; a pattern may still
  ///     leave the finding out
  public boolean covers(String controlId, String arn, LocalDate today) {
    return control.equals(controlId) && !today.isAfter(until) && Glob.matches(resource, arn);
  }

  /// @return whether it ends within a week
  public boolean endsSoon(LocalDate today) {
    return !today.isAfter(until) && !until.isAfter(today.plusDays(NOTICE_DAYS));
  }

  private static boolean matches(String finding, String wanted) {
    try {
      return Ruler.matchesRule(finding, wanted);
    } catch (Exception broken) {
      throw new IllegalStateException("the pattern of an exemption: " + wanted, broken);
    }
  }
}

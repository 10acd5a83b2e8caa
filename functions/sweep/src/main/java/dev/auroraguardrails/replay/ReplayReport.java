package dev.auroraguardrails.replay;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.auroraguardrails.replay.Tally.Line;
import java.util.List;
import java.util.Set;

/// What the guard would have done; its JSON form is what `guardrails replay --json` prints.
///
/// @param baseline the preset that the past was held against
/// @param from the earliest `eventTime`; empty where there was no record
/// @param to the latest
/// @param accounts of the calls that a control looked at
/// @param calls how many of what
/// @param byControl by the control's id
/// @param byPrincipal by account and principal
/// @param byWeek by ISO week, `2026-W09`
/// @param alertSources who would have caused alerts by what, the most frequent first
/// @param provided what decisions hang on that no record tells, the most frequent first
/// @param unjudged what the records do not suffice for, the most frequent first
/// @param busiest the most reverts within the span after which the account's brake engages
/// @param unread files that could not be read, or not to the end; the first hundred
@JsonPropertyOrder({"schema"})
public record ReplayReport(
    String schema,
    String baseline,
    String from,
    String to,
    Set<String> accounts,
    Set<String> regions,
    Calls calls,
    List<Line> byControl,
    List<Line> byPrincipal,
    List<Line> byWeek,
    List<Line> alertSources,
    List<Line> provided,
    List<Line> unjudged,
    Brake busiest,
    List<Unread> unread) {
  static final String SCHEMA = "aurora-guardrails/replay/1";

  /// @param files read, to the end or not
  /// @param filesUnread of them, those that broke off or could not be read
  /// @param records in them
  /// @param lookedAt calls that a control would have looked at
  /// @param notSucceeded calls that a control looks at, but that AWS denied or that failed
  /// @param repeated records of a call that was counted already
  /// @param unreadable records that are no CloudTrail events
  public record Calls(
      long files,
      long filesUnread,
      long records,
      long lookedAt,
      long notSucceeded,
      long repeated,
      long unreadable) {}

  /// @param reverts the most within the minutes
  /// @param minutes the span
  /// @param limit how many the brake allows; 0: any number
  /// @param from when that was; empty where there was no revert
  public record Brake(long reverts, int minutes, int limit, String from) {}

  /// @param why as a clause
  public record Unread(String file, String why) {}
}

package dev.auroraguardrails.model;

/// What is to be done about a finding.
public sealed interface Decision {

  /// Put back.
  ///
  /// @param fix the corrective call and the value it restores
  record Revert(Violation.Fix fix) implements Decision {}

  /// Tell people.
  ///
  /// @param reason why it is not put back
  record Alert(String reason) implements Decision {}

  /// Leave alone, by an exemption.
  ///
  /// @param exemption the one that covers it
  record Exempt(Exemption exemption) implements Decision {}

  /// Leave alone for now, and tell who allowed it.
  ///
  /// @param exemption the one that covers it
  record ExemptForNow(TemporaryExemption exemption) implements Decision {}

  /// @return `revert`, `alert` or `exempt`
  default String label() {
    return switch (this) {
      case Revert r -> "revert";
      case Alert a -> "alert";
      case Exempt e -> "exempt";
      case ExemptForNow e -> "exempt";
    };
  }
}

package dev.auroraguardrails.replay;

import dev.auroraguardrails.engine.Hindsight.Guess;

/// What the guard would have done about a finding.
public enum Would {
  REVERT,
  ALERT,
  EXEMPT,
  /// The same, provided something that no record tells.
  PERHAPS_REVERT,
  PERHAPS_ALERT,
  PERHAPS_EXEMPT,
  /// It looked, and the record does not suffice to say more.
  UNKNOWN;

  static Would of(Guess guess) {
    boolean sure = guess.provided().isEmpty();
    return switch (guess.decision()) {
      case "revert" -> sure ? REVERT : PERHAPS_REVERT;
      case "exempt" -> sure ? EXEMPT : PERHAPS_EXEMPT;
      default -> sure ? ALERT : PERHAPS_ALERT;
    };
  }
}

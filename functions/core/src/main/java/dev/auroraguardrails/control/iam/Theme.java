package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.policy.Danger;
import dev.auroraguardrails.policy.Judgement;
import java.util.Set;

/// What a document that gives too much is about, so that one document is one finding.
enum Theme {
  /// Administration of Aurora, whatever else it may give.
  ADMINISTRATION,
  /// Nothing but logins to databases.
  LOGIN,
  /// Nothing but ways to gain more rights.
  ESCALATION;

  static Theme of(Judgement violation) {
    if (violation.granted().equals(Set.of("rds-db:connect"))) {
      return LOGIN;
    }
    return violation.dangers().equals(Set.of(Danger.ESCALATE)) ? ESCALATION : ADMINISTRATION;
  }
}

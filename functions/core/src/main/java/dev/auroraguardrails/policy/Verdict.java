package dev.auroraguardrails.policy;

/// What policies say to a request.
public sealed interface Verdict {
  /// Allowed whatever the conditions.
  record Granted(Statement by) implements Verdict {}

  /// Allowed, if conditions hold that nobody knows offline. Doubt never protects: this is a grant.
  record GrantedIf(Statement by) implements Verdict {}

  /// Denied for certain.
  record Denied(Statement by) implements Verdict {}

  /// No statement allows it, or the permissions boundary does not.
  record NotGranted() implements Verdict {}
}

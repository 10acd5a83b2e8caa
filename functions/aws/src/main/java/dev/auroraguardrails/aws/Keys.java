package dev.auroraguardrails.aws;

/// The keys of one family's items. Each begins with the family (`rds#LEASE#…`), so that a policy
/// can hold each function's role to its own items by `dynamodb:LeadingKeys`.
record Keys(String family) {

  /// What kinds of item there are.
  enum Kind {
    LEASE,
    OPENED,
    INCIDENT,
    BRAKE,
    CALL,
    GOOD,
    KNOWN,
    USE
  }

  /// Begins the items of the guard of the guard, which is no family: it has no controls.
  static final String TAMPER = "tamper";

  /// The one item that all families share.
  static final String ACCOUNT_BRAKE = "brake#account";

  String of(Kind kind, String rest) {
    return family + "#" + kind + "#" + rest;
  }
}

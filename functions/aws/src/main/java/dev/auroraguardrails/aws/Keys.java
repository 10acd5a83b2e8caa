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
    GOOD,
    USE
  }

  String of(Kind kind, String rest) {
    return family + "#" + kind + "#" + rest;
  }
}

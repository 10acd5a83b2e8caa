package dev.auroraguardrails.policy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The condition operators by IAM's names.
///
///
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
enum ConditionOperator {
  StringEquals(Comparison.TEXT, false, false),
  StringNotEquals(Comparison.TEXT, true, false),
  StringEqualsIgnoreCase(Comparison.TEXT_IGNORING_CASE, false, false),
  StringNotEqualsIgnoreCase(Comparison.TEXT_IGNORING_CASE, true, false),
  StringLike(Comparison.TEXT, false, true),
  StringNotLike(Comparison.TEXT, true, true),
  NumericEquals(Comparison.NUMBER_EQUAL, false, false),
  NumericNotEquals(Comparison.NUMBER_EQUAL, true, false),
  NumericLessThan(Comparison.NUMBER_LESS, false, false),
  NumericLessThanEquals(Comparison.NUMBER_LESS_OR_EQUAL, false, false),
  NumericGreaterThan(Comparison.NUMBER_GREATER, false, false),
  NumericGreaterThanEquals(Comparison.NUMBER_GREATER_OR_EQUAL, false, false),
  DateEquals(Comparison.DATE_EQUAL, false, false),
  DateNotEquals(Comparison.DATE_EQUAL, true, false),
  DateLessThan(Comparison.DATE_LESS, false, false),
  DateLessThanEquals(Comparison.DATE_LESS_OR_EQUAL, false, false),
  DateGreaterThan(Comparison.DATE_GREATER, false, false),
  DateGreaterThanEquals(Comparison.DATE_GREATER_OR_EQUAL, false, false),
  Bool(Comparison.BOOL, false, false),
  BinaryEquals(Comparison.BINARY, false, false),
  IpAddress(Comparison.ADDRESS, false, false),
  NotIpAddress(Comparison.ADDRESS, true, false),
  ArnEquals(Comparison.ARN, false, true),
  ArnLike(Comparison.ARN, false, true),
  ArnNotEquals(Comparison.ARN, true, true),
  ArnNotLike(Comparison.ARN, true, true),
  /// Asks whether the key is absent; it compares nothing but `true` and `false`.
  Null(Comparison.BOOL, false, false);

  private static final Map<String, ConditionOperator> BY_NAME = new HashMap<>();

  static {
    for (ConditionOperator operator : values()) {
      BY_NAME.put(operator.name().toLowerCase(Locale.ROOT), operator);
    }
  }

  final Comparison comparison;
  final boolean negated;
  final boolean wildcards;

  ConditionOperator(Comparison comparison, boolean negated, boolean wildcards) {
    this.comparison = comparison;
    this.negated = negated;
    this.wildcards = wildcards;
  }

  static Optional<ConditionOperator> named(String lowerCase) {
    return Optional.ofNullable(BY_NAME.get(lowerCase));
  }
}

package dev.auroraguardrails.policy;

import dev.auroraguardrails.policy.Condition.Quantifier;
import java.util.List;
import java.util.function.Predicate;

/// Which conditions narrow a grant to resources that somebody has chosen. A Region, an address, a
/// time or the caller's own tags do not: they say who and when, and nothing of what.
final class Narrowing {
  private static final List<ConditionOperator> OPERATORS =
      List.of(
          ConditionOperator.StringEquals,
          ConditionOperator.StringEqualsIgnoreCase,
          ConditionOperator.StringLike,
          ConditionOperator.ArnEquals,
          ConditionOperator.ArnLike);

  private Narrowing() {}

  /// @return whether a tag of the resource must have a value
  static boolean isByTag(Statement statement) {
    return statement.conditions().stream()
        .anyMatch(condition -> pins(condition, Narrowing::isResourceTag));
  }

  /// @return whether the role can be passed to named services only
  static boolean isByService(Statement statement) {
    return statement.conditions().stream()
        .anyMatch(
            condition ->
                pins(condition, "iam:passedtoservice"::equals)
                    && condition.values().stream().allMatch(value -> value.whole().isFixed()));
  }

  /// @param key decides by the condition key in lower case
  /// @return whether the key must be there and have one of some values
  static boolean pins(Condition condition, Predicate<String> key) {
    return key.test(condition.key())
        && OPERATORS.contains(condition.operator())
        && !condition.ifExists()
        && condition.quantifier() != Quantifier.FOR_ALL_VALUES
        && condition.values().stream().noneMatch(Narrowing::isAnything);
  }

  private static boolean isAnything(ArnPattern value) {
    String text = value.toString();
    return !text.isEmpty() && text.chars().allMatch(c -> c == '*' || c == '?');
  }

  private static boolean isResourceTag(String key) {
    return key.startsWith("aws:resourcetag/")
        || key.startsWith("secretsmanager:resourcetag/")
        || (key.startsWith("rds:") && key.contains("-tag/") && !key.startsWith("rds:req-tag/"));
  }
}

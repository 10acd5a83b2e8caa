package dev.auroraguardrails.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One operator with one key: `"StringEquals": {"aws:ResourceTag/team": ["orders"]}`.
///
/// @param quantifier how the values of a key that has several are taken
/// @param ifExists whether it holds for a request without the key
/// @param key the condition key in lower case
/// @param values one of them must match; none of them for a negated operator
record Condition(
    ConditionOperator operator,
    Quantifier quantifier,
    boolean ifExists,
    String key,
    List<ArnPattern> values) {

  enum Quantifier {
    /// The key has one value.
    SINGLE,
    FOR_ALL_VALUES,
    FOR_ANY_VALUE
  }

  /// @param name the operator as written: `ForAllValues:StringLikeIfExists`
  /// @param variables whether the document's version knows policy variables
  static Condition of(String name, String key, List<String> texts, boolean variables)
      throws Unjudgeable {
    String rest = name.toLowerCase(Locale.ROOT);
    Quantifier quantifier = Quantifier.SINGLE;
    if (rest.startsWith("forallvalues:")) {
      quantifier = Quantifier.FOR_ALL_VALUES;
      rest = rest.substring("forallvalues:".length());
    } else if (rest.startsWith("foranyvalue:")) {
      quantifier = Quantifier.FOR_ANY_VALUE;
      rest = rest.substring("foranyvalue:".length());
    }
    boolean ifExists = rest.endsWith("ifexists");
    if (ifExists) {
      rest = rest.substring(0, rest.length() - "ifexists".length());
    }
    Optional<ConditionOperator> operator = ConditionOperator.named(rest);
    if (operator.isEmpty()
        || (operator.get() == ConditionOperator.Null
            && (ifExists || quantifier != Quantifier.SINGLE))) {
      throw new Unjudgeable("wanted a condition operator of IAM's, got " + name);
    }
    var syntax =
        new Pattern.Syntax(
            operator.get().wildcards, variables && operator.get().comparison.knowsVariables());
    List<ArnPattern> values = new ArrayList<>(texts.size());
    for (String text : texts) {
      values.add(ArnPattern.of(text, syntax));
    }
    return new Condition(operator.get(), quantifier, ifExists, Facts.folded(key), values);
  }

  Truth test(Facts facts) {
    Optional<List<String>> known = facts.of(key);
    if (known.isEmpty()) {
      return Truth.UNKNOWN;
    }
    List<String> got = known.get();
    if (operator == ConditionOperator.Null) {
      return testOne(String.valueOf(got.isEmpty()), facts);
    }
    if (got.isEmpty()) {
      return Truth.of(holdsWithoutTheKey());
    }
    return switch (quantifier) {
      // What IAM makes of several values without a quantifier is not told.
      case SINGLE -> got.size() == 1 ? testOne(got.getFirst(), facts) : Truth.UNKNOWN;
      case FOR_ALL_VALUES ->
          got.stream().map(value -> testOne(value, facts)).reduce(Truth.TRUE, Truth::and);
      case FOR_ANY_VALUE ->
          got.stream().map(value -> testOne(value, facts)).reduce(Truth.FALSE, Truth::or);
    };
  }

  private boolean holdsWithoutTheKey() {
    return ifExists
        || switch (quantifier) {
          case SINGLE -> operator.negated;
          case FOR_ALL_VALUES -> true;
          case FOR_ANY_VALUE -> false;
        };
  }

  private Truth testOne(String got, Facts facts) {
    Truth any = Truth.FALSE;
    for (ArnPattern wanted : values) {
      any = any.or(operator.comparison.test(wanted, got, facts));
    }
    return operator.negated ? any.not() : any;
  }

  @Override
  public String toString() {
    String prefix =
        switch (quantifier) {
          case SINGLE -> "";
          case FOR_ALL_VALUES -> "ForAllValues:";
          case FOR_ANY_VALUE -> "ForAnyValue:";
        };
    return prefix + operator + (ifExists ? "IfExists" : "") + " " + key + " " + values;
  }
}

package dev.auroraguardrails.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a document gives over Aurora.
///
/// @param level how much it is
/// @param dangers what it is good for; empty but for a violation
/// @param granted the sensitive actions that it grants: of a violation those that it grants on
///     resources that nobody has named, otherwise those that it grants on named ones
/// @param why clauses with the facts, one for each statement that matters
public record Judgement(
    Level level, Set<Danger> dangers, SortedSet<String> granted, List<String> why) {

  public enum Level {
    /// Too much.
    VIOLATION,
    /// Sensitive actions, on named resources or under a condition that narrows them.
    SCOPED,
    /// No sensitive action.
    NONE,
    /// It cannot be judged, which is not a pass.
    UNPARSEABLE
  }

  public Judgement {
    var ordered = EnumSet.noneOf(Danger.class);
    ordered.addAll(dangers);
    dangers = Collections.unmodifiableSet(ordered);
    granted = Collections.unmodifiableSortedSet(new TreeSet<>(granted));
    why = List.copyOf(why);
  }

  static Judgement none(List<String> why) {
    return new Judgement(Level.NONE, Set.of(), new TreeSet<>(), why);
  }

  /// @param document a policy document, an identity's or a trust policy: its content tells
  public static Judgement of(String document, Surroundings surroundings) {
    try {
      return of(Policy.parse(document), surroundings);
    } catch (Unjudgeable broken) {
      return new Judgement(
          Level.UNPARSEABLE,
          Set.of(),
          new TreeSet<>(),
          List.of(String.valueOf(broken.getMessage())));
    }
  }

  /// @throws Unjudgeable when it names more accounts and Regions than can be tried
  public static Judgement of(Policy policy, Surroundings surroundings) throws Unjudgeable {
    return policy.isTrust()
        ? TrustJudge.judge(policy, surroundings)
        : IdentityJudge.judge(policy, surroundings);
  }
}

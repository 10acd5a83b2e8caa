package dev.auroraguardrails.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A statement of a policy.
///
/// @param number its place in the document, from 1
/// @param sid its Sid; empty when it has none
/// @param actions its Action or NotAction
/// @param resources its Resource or NotResource; empty in a trust policy
/// @param principals its Principal or NotPrincipal; empty in an identity's policy
/// @param conditions all of them must hold
public record Statement(
    int number,
    String sid,
    Effect effect,
    Actions actions,
    Optional<Resources> resources,
    Optional<Principals> principals,
    List<Condition> conditions) {

  public enum Effect {
    ALLOW,
    DENY
  }

  /// @param negated whether it is a NotAction
  /// @param texts the patterns as they are written
  /// @param fixed those without wildcards, in lower case
  /// @param patterns the others, in lower case
  record Actions(boolean negated, List<String> texts, Set<String> fixed, List<Pattern> patterns) {
    boolean cover(String foldedAction) {
      if (fixed.contains(foldedAction)) {
        return !negated;
      }
      for (Pattern pattern : patterns) {
        if (pattern.matches(foldedAction, Facts.NONE, Truth.FALSE)) {
          return !negated;
        }
      }
      return negated;
    }
  }

  /// @param negated whether it is a NotResource
  record Resources(boolean negated, List<ArnPattern> patterns) {
    boolean hasEverything() {
      for (ArnPattern pattern : patterns) {
        if (pattern.whole().isEverything()) {
          return true;
        }
      }
      return false;
    }

    boolean cover(ResourceName resource, Facts facts, boolean wide) {
      for (ArnPattern pattern : patterns) {
        if (pattern.matches(resource, facts, wide != negated)) {
          return !negated;
        }
      }
      return negated;
    }
  }

  /// Action names are not case-sensitive, and they are ASCII: other letters that fold to ASCII
  /// ones name nothing.
  static String folded(String action) {
    for (int i = 0; i < action.length(); i++) {
      char c = action.charAt(i);
      if (c > 127) {
        return asciiFolded(action);
      }
    }
    return action.toLowerCase(Locale.ROOT);
  }

  private static String asciiFolded(String text) {
    var folded = new StringBuilder(text.length());
    text.chars().map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c).forEach(c -> folded.append((char) c));
    return folded.toString();
  }

  /// Whether it is about the request, its conditions left aside. What an Allow may cover it does,
  /// what a Deny may cover it does not.
  boolean isAbout(Request request) {
    boolean wide = effect == Effect.ALLOW;
    return actions.cover(request.foldedAction())
        && resources
            .map(all -> all.cover(request.resourceName(), request.facts(), wide))
            .orElse(true)
        && principals.map(all -> request.caller().map(all::covers).orElse(wide)).orElse(true);
  }

  /// @return whether its Resource is `*`
  boolean isOnEverything() {
    return resources.isPresent() && !resources.get().negated() && resources.get().hasEverything();
  }

  Truth conditionsHold(Facts facts) {
    Truth all = Truth.TRUE;
    for (Condition condition : conditions) {
      all = all.and(condition.test(facts));
      if (all == Truth.FALSE) {
        return all;
      }
    }
    return all;
  }

  /// @param services `rds`, `rds-db`
  /// @return whether it names actions of these services only, and has no condition
  public boolean isPlainlyAbout(Set<String> services) {
    return !actions.negated()
        && conditions.isEmpty()
        && actions.texts().stream()
            .allMatch(text -> services.contains(folded(text.split(":", 2)[0])));
  }

  /// @return how a message names it: `statement 2 (ReadOnly)`
  public String name() {
    return "statement " + number + (sid.isEmpty() ? "" : " (" + sid + ")");
  }
}

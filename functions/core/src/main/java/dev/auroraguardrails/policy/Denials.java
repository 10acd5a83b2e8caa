package dev.auroraguardrails.policy;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a document denies of what is sensitive over Aurora.
public final class Denials {
  private Denials() {}

  /// @param document plain or URL-encoded
  /// @return the sensitive actions that a Deny covers, on whatever resource and under whatever
  ///     condition; none for a document that cannot be read
  public static SortedSet<String> of(String document) {
    try {
      var denied = new TreeSet<String>();
      for (Statement statement : Policy.parse(document).statements()) {
        if (statement.effect() == Statement.Effect.DENY) {
          SensitiveAction.ALL.stream()
              .filter(action -> action.isCoveredBy(statement.actions()))
              .forEach(action -> denied.add(action.name()));
        }
      }
      return denied;
    } catch (Unjudgeable broken) {
      return Collections.emptySortedSet();
    }
  }
}

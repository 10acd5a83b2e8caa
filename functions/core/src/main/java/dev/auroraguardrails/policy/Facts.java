package dev.auroraguardrails.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is known of a request's condition keys. A key that is not named is unknown.
public final class Facts {
  /// Nothing is known.
  public static final Facts NONE = new Facts(Map.of());

  private final Map<String, List<String>> known;

  /// @param known values by condition key, whose case does not matter; an empty list says that the
  ///     request is known not to carry the key
  public Facts(Map<String, List<String>> known) {
    var folded = new HashMap<String, List<String>>();
    known.forEach((key, values) -> folded.put(folded(key), List.copyOf(values)));
    this.known = folded;
  }

  /// @param foldedKey the key in lower case
  /// @return empty when the key is unknown; an empty list when the request does not carry it
  Optional<List<String>> of(String foldedKey) {
    return known.isEmpty() ? Optional.empty() : Optional.ofNullable(known.get(foldedKey));
  }

  /// Condition keys are not case-sensitive, the tag's key within them neither.
  static String folded(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}

package dev.auroraguardrails.policy;

import java.util.List;

/// A pattern of ARNs: each segment is matched for itself, so a wildcard in one does not reach into
/// the next.
///
/// @param whole the pattern
/// @param segments its segments; empty where it has fewer than an ARN
record ArnPattern(Pattern whole, List<Pattern> segments) {

  /// @throws Unjudgeable for a broken policy variable
  static ArnPattern of(String text, Pattern.Syntax syntax) throws Unjudgeable {
    Pattern whole = Pattern.of(text, syntax);
    return new ArnPattern(
        whole, whole.isEverything() ? List.of() : whole.segments(ResourceName.SEGMENTS));
  }

  /// @param wide whether doubt counts as a match: where an unknown variable may be anything, and a
  ///     wildcard may reach over segments
  boolean matches(ResourceName resource, Facts facts, boolean wide) {
    if (whole.isEverything()) {
      return true;
    }
    Truth unknown = Truth.of(wide);
    return matchesBySegment(resource, facts, unknown)
        || (wide && whole.matches(resource.text(), facts, unknown));
  }

  private boolean matchesBySegment(ResourceName resource, Facts facts, Truth unknown) {
    if (segments.isEmpty() || resource.segments().isEmpty()) {
      return false;
    }
    // From the end, which is where ARNs differ.
    for (int i = ResourceName.SEGMENTS - 1; i >= 0; i--) {
      if (!segments.get(i).matches(resource.segments().get(i), facts, unknown)) {
        return false;
      }
    }
    return true;
  }

  /// Compares as ArnLike does, which is also what ArnEquals does.
  ///
  /// @return unknown for what is no ARN, or depends on an unknown variable
  Truth test(String arn, Facts facts) {
    ResourceName named = ResourceName.of(arn);
    if (segments.isEmpty() || named.segments().isEmpty()) {
      return whole.isFixed() ? Truth.of(whole.matches(arn, facts, Truth.FALSE)) : Truth.UNKNOWN;
    }
    Truth all = Truth.TRUE;
    for (int i = 0; i < ResourceName.SEGMENTS; i++) {
      all = all.and(segments.get(i).test(named.segments().get(i), facts));
    }
    return all;
  }

  @Override
  public String toString() {
    return whole.toString();
  }
}

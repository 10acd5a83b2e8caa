package dev.auroraguardrails.model;

import java.time.Instant;
import java.util.Optional;

/// Which earlier value a revert restores and where it is known from, so that the alert can say
/// so.
///
/// @param value the value as a person reads it: `35 days`, `on`, `not attached`
/// @param source where it is known from
/// @param asOf when that value was last seen to stand; empty when that is not known
public record Restored(String value, Source source, Optional<Instant> asOf) {

  /// Where the value is known from.
  public enum Source {
    /// The last known good state in the ledger.
    LAST_KNOWN_GOOD("the last known good state"),
    /// The resource itself still shows it, because the change was only pending.
    STILL_IN_FORCE("the value that was still in force"),
    /// The change itself: taking away what it added needs no memory.
    THE_CHANGE("the change itself, taken back"),
    /// The past is unknown; the least that the baseline demands.
    BASELINE("the baseline, because the earlier value is unknown");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public static Restored byTheChange(String value) {
    return new Restored(value, Source.THE_CHANGE, Optional.empty());
  }
}

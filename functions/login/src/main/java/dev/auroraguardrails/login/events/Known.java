package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.LoginRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is remembered of a cluster's logins.
///
/// @param good the last known good rows: those that nothing was wrong with
/// @param told keys of what was wrong and was told, so that it is not told again while it stands
/// @param asOf when it was looked at; absent when nothing is known
/// @param version counts its writes
record Known(List<LoginRow> good, Set<String> told, Optional<Instant> asOf, long version) {
  static final Known NOTHING = new Known(List.of(), Set.of(), Optional.empty(), 0);

  Known {
    good = List.copyOf(good);
    told = Set.copyOf(told);
  }
}

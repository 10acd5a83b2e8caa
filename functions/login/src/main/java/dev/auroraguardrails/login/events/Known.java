package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.LoginRow;
import dev.auroraguardrails.login.SqlFix;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is remembered of a cluster's logins.
///
/// @param good the last known good rows: those that nothing was wrong with
/// @param told keys of what was wrong and was told, so that it is not told again while it stands
/// @param pending fixes that a look has begun and not concluded
/// @param asOf when it was looked at; absent when nothing is known
/// @param version counts its writes
record Known(
    List<LoginRow> good,
    Set<String> told,
    List<Pending> pending,
    Optional<Instant> asOf,
    long version) {
  static final Known NOTHING = new Known(List.of(), Set.of(), List.of(), Optional.empty(), 0);

  /// @param row what it puts back
  /// @param since when it was begun
  record Pending(SqlFix fix, LoginRow row, Instant since) {}

  /// @return the same, with fixes that are about to be made
  Known beginning(List<Pending> fixes) {
    return new Known(good, told, fixes, asOf, version);
  }

  Known {
    good = List.copyOf(good);
    told = Set.copyOf(told);
    pending = List.copyOf(pending);
  }
}

package dev.auroraguardrails.port;

import dev.auroraguardrails.model.Family;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What all families together put back of late, and whether that stopped them.
///
/// @param version one more at each change, so that two workers never overwrite each other
/// @param reverts that count, the oldest first; while it is engaged, those that led to it
/// @param engaged since when it stops every revert
/// @param told whether people were told that it is engaged
public record AccountBrake(
    long version, List<Counted> reverts, Optional<Instant> engaged, boolean told) {

  /// Nothing was put back yet.
  public static final AccountBrake FREE = new AccountBrake(0, List.of(), Optional.empty(), false);

  public AccountBrake {
    reverts = List.copyOf(reverts);
  }

  /// One revert, counted before it is made: an attempt counts, once for its incident.
  public record Counted(
      String incidentId, Family family, String control, String resource, Instant at) {}
}

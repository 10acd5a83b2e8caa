package dev.auroraguardrails.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.port.AccountBrake;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the guard stands: read at one moment, part by part. What could not be read is absent and
/// stands among the unreadable with the reason, so that nobody takes it for nothing.
///
/// @param pause whether people stopped it
/// @param brake what all families put back of late
/// @param exemptions those in force
/// @param malformed names of parameters that were meant as exemptions and exempt nothing
/// @param lastSeen when each function last wrote to its log; CloudWatch tells it up to an hour late
/// @param lastSweep when the last report was written
/// @param deadLetters messages that nobody could handle or deliver, by queue
/// @param unreadable why a part could not be read, by its name
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Status(
    Optional<Pause> pause,
    Optional<AccountBrake> brake,
    Optional<List<TemporaryExemption>> exemptions,
    Optional<List<String>> malformed,
    Optional<Map<String, Optional<Instant>>> lastSeen,
    Optional<Instant> lastSweep,
    Optional<Map<String, Integer>> deadLetters,
    Map<String, String> unreadable) {

  /// @return whether it puts back what it should, and nothing is stuck or hidden
  boolean isWell(Instant now) {
    boolean held = pause.filter(p -> p.stops(now).isPresent()).isPresent() || engaged().isPresent();
    boolean stuck =
        deadLetters.filter(all -> all.values().stream().anyMatch(n -> n > 0)).isPresent();
    return !held && !stuck && unreadable.isEmpty();
  }

  /// @return since when the account's brake stops every revert; a later resume released it
  Optional<Instant> engaged() {
    Optional<Instant> resumed = pause.flatMap(Pause::lastResumed);
    return brake
        .flatMap(AccountBrake::engaged)
        .filter(since -> resumed.isEmpty() || !since.isBefore(resumed.get()));
  }
}

package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.TemporaryExemptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// What comes to the guard from outside: time, chance, and what people told it.
///
/// @param ids gives a fresh id at each call, to know this worker's leases by
/// @param pause whether people stopped the guard; asked only when something is to be put back
/// @param exemptions what people allowed for a while; asked only when something was found
/// @param ownRole the ARN of the role that the guard works as; empty where it works as whoever
///     started it, and so cannot tell its own calls
public record Surroundings(
    InstantSource clock,
    Supplier<String> ids,
    Supplier<Pause> pause,
    Supplier<TemporaryExemptions> exemptions,
    Optional<String> ownRole) {

  /// Nobody pauses the guard, and it has no role of its own.
  public static Surroundings of(InstantSource clock, Supplier<String> ids) {
    return new Surroundings(
        clock, ids, Pause::never, () -> TemporaryExemptions.NONE, Optional.empty());
  }
}

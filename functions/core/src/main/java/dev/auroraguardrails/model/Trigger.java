package dev.auroraguardrails.model;

import java.time.Instant;
import java.util.Set;

/// What makes the guard look at a resource.
public sealed interface Trigger {

  /// @return 0 at first; one more each time that it had to wait
  int attempt();

  /// @return when the guard saw it first, by the guard's clock
  Instant firstSeen();

  /// @return the same, after one more wait
  Trigger next();

  /// A call that was made.
  record Change(ChangeEvent event, int attempt, Instant firstSeen) implements Trigger {
    @Override
    public Change next() {
      return new Change(event, attempt + 1, firstSeen);
    }
  }

  /// A sweep found something. Nobody did it, so far as the sweep knows: it earns no exemption and
  /// names no actor.
  ///
  /// @param findings what the sweep found; the state is judged anew
  /// @param sweepId which sweep
  /// @param harden whether a person asked for these findings to be put right although no good state
  ///     is known from before
  record Recheck(
      ResourceId resource,
      Set<FindingKey> findings,
      String sweepId,
      boolean harden,
      int attempt,
      Instant firstSeen)
      implements Trigger {
    public Recheck {
      findings = Set.copyOf(findings);
    }

    /// Of what drifted from a known good state.
    public Recheck(
        ResourceId resource,
        Set<FindingKey> findings,
        String sweepId,
        int attempt,
        Instant firstSeen) {
      this(resource, findings, sweepId, false, attempt, firstSeen);
    }

    @Override
    public Recheck next() {
      return new Recheck(resource, findings, sweepId, harden, attempt + 1, firstSeen);
    }
  }
}

package dev.auroraguardrails.control;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.Optional;

/// What a control judges by besides the state itself.
///
/// @param baseline what the account is held against
/// @param lastGood the last known good state, if there is one
/// @param change the event that made the guard look; empty in a sweep
public record Context<R extends Resource>(
    Baseline baseline, Optional<LastGood<R>> lastGood, Optional<ChangeEvent> change) {}

package dev.auroraguardrails.model;

import java.util.List;
import java.util.Set;

/// What there is to know about a control besides its code; read from its `@About`.
///
/// @param id the level and a number that never changes: `NET-01`
/// @param title the good state, as a sentence
/// @param severity how bad a violation is
/// @param family whose function runs it
/// @param act what the preset `recommended` does about a violation
/// @param calls the operations whose events make it look, by CloudTrail's event name
/// @param why why it matters
/// @param limits what a revert does not bring back
/// @param mappings ids of the same check in Security Hub, AWS Config, CIS and Prowler
public record ControlInfo(
    String id,
    String title,
    Severity severity,
    Family family,
    Act act,
    Set<String> calls,
    String why,
    String limits,
    List<String> mappings) {}

package dev.auroraguardrails.model;

/// One line of the answer to an event: which control, on which resource, what was decided and
/// done.
///
/// @param control the control's id
/// @param resource the resource's ARN
/// @param decision `revert`, `alert`, `exempt`, or `none` when nothing had to be decided
/// @param outcome what came of it
public record Handled(String control, String resource, String decision, Outcome outcome) {}

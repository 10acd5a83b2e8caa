package dev.auroraguardrails.tamper;

/// A rule that brings events, as the template made it: enabled, with one target.
///
/// @param name the rule's name, on the default bus
/// @param target the target's id
/// @param queue the ARN of the queue that it sends to
/// @param deadLetters the ARN of the queue for what could not be sent
record GuardRule(String name, String target, String queue, String deadLetters) {}

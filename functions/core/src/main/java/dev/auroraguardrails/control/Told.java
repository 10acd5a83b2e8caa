package dev.auroraguardrails.control;

import dev.auroraguardrails.model.Violation;

/// What a control tells that cannot put anything back.
///
/// @param evidence a clause with the facts
/// @param next why it cannot be put back, or what a person can do
public record Told(String evidence, String next) {

  Violation about(String subject) {
    return Violation.told(subject, evidence, next);
  }
}

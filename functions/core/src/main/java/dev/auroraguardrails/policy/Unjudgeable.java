package dev.auroraguardrails.policy;

/// A text that cannot be judged as a policy. Its message says what was wanted and what was there.
public final class Unjudgeable extends Exception {
  public Unjudgeable(String message) {
    super(message);
  }
}

package dev.auroraguardrails.engine;

/// What was handed over is no event at all, or not one that may be trusted. The message says what
/// was expected and what was there instead.
public final class UnreadableEvent extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableEvent(String message) {
    super(message);
  }
}

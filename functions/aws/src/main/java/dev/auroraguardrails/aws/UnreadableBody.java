package dev.auroraguardrails.aws;

/// A message that cannot be understood. The reason quotes nothing of it, since it is logged.
public class UnreadableBody extends Exception {
  public UnreadableBody(String reason) {
    super(reason);
  }
}

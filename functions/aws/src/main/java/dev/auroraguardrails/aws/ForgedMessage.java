package dev.auroraguardrails.aws;

/// A message that neither AWS nor the guard can have sent. The reason quotes nothing that its
/// sender chose freely.
public final class ForgedMessage extends UnreadableBody {
  private static final long serialVersionUID = 1L;

  ForgedMessage(String reason) {
    super(reason);
  }
}

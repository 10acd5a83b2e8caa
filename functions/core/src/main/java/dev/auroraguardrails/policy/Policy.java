package dev.auroraguardrails.policy;

import java.util.List;

/// A policy document.
///
/// @param statements in their order
/// @param isTrust whether its statements name principals: a role's trust policy, or a resource's
public record Policy(List<Statement> statements, boolean isTrust) {
  public Policy {
    statements = List.copyOf(statements);
  }

  /// Reads a document, plain or URL-encoded as IAM's API gives it.
  ///
  /// @throws Unjudgeable for whatever IAM would not take, or would not take in this meaning: a key
  ///     that stands twice, an element that is unknown, `allow` for `Allow`, a comment
  public static Policy parse(String document) throws Unjudgeable {
    return PolicyReader.read(document);
  }
}

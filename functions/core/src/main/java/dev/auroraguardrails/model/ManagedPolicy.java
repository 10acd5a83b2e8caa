package dev.auroraguardrails.model;

import java.util.Optional;

/// A managed policy attached to a principal.
///
/// @param arn the policy's ARN
/// @param document the default version's document, plain JSON; empty when it was not read
public record ManagedPolicy(String arn, Optional<String> document) {

  /// @return the name without path: `AmazonRDSFullAccess`
  public String name() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  public boolean isAwsManaged() {
    return arn.contains(":iam::aws:policy/");
  }
}

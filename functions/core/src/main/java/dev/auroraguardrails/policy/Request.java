package dev.auroraguardrails.policy;

import java.util.Optional;

/// What is tried against policies: an action on a resource.
///
/// @param foldedAction `rds:deletedbcluster`
/// @param facts what is known of the condition keys
/// @param caller who asks, where policies with a Principal are tried
public record Request(
    String foldedAction,
    ResourceName resourceName,
    Facts facts,
    Optional<Principals.Caller> caller) {

  /// @param action `rds:DeleteDBCluster`; case does not matter
  /// @param resource an ARN, or `*` for an action that knows no resources
  public static Request of(String action, String resource, Facts facts) {
    return new Request(
        Statement.folded(action), ResourceName.of(resource), facts, Optional.empty());
  }

  public Request by(Principals.Caller someone) {
    return new Request(foldedAction, resourceName, facts, Optional.of(someone));
  }
}

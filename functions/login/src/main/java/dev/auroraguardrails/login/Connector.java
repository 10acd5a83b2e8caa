package dev.auroraguardrails.login;

import dev.auroraguardrails.policy.Facts;
import dev.auroraguardrails.policy.Permissions;
import dev.auroraguardrails.policy.Policy;
import dev.auroraguardrails.policy.Request;
import dev.auroraguardrails.policy.Statement;
import dev.auroraguardrails.policy.Verdict;
import java.util.List;
import java.util.Optional;

/// A role or user of IAM, with the policies that may let it log in to databases.
///
/// @param arn its ARN
/// @param policies its own, and those of its groups
/// @param unjudged why one of its policies cannot be judged; then it may well be let in
record Connector(
    String arn, List<Named> policies, Optional<Policy> boundary, Optional<String> unjudged) {
  Connector {
    policies = List.copyOf(policies);
  }

  /// A policy by the name that a person finds it by.
  record Named(String name, Policy policy) {}

  /// That it may log in.
  ///
  /// @param policy by which
  /// @param conditional whether conditions must hold that nobody knows beforehand
  record Grant(String policy, boolean conditional) {}

  /// @param user the ARN of a database user
  /// @return how it may log in as it; empty when it may not
  Optional<Grant> grant(String user) {
    var permissions = new Permissions(policies.stream().map(Named::policy).toList(), boundary);
    return switch (permissions.judge(Request.of("rds-db:connect", user, Facts.NONE))) {
      case Verdict.Granted granted -> Optional.of(new Grant(nameOf(granted.by()), false));
      case Verdict.GrantedIf granted -> Optional.of(new Grant(nameOf(granted.by()), true));
      case Verdict.Denied d -> Optional.empty();
      case Verdict.NotGranted n -> Optional.empty();
    };
  }

  private String nameOf(Statement statement) {
    return policies.stream()
        .filter(named -> named.policy().statements().contains(statement))
        .map(Named::name)
        .findFirst()
        .orElse("");
  }
}

package dev.auroraguardrails.model;

import java.util.Set;

/// A group of controls that one function, with one queue and one role, looks after.
public enum Family {
  RDS,
  NETWORK,
  IAM,
  /// What stands beside RDS and holds a database up: its keys, secrets, logs, backups.
  ADJACENT;

  /// @return the name in queues, logs and the baseline: `rds`, `network`, `iam`, `adjacent`
  public String label() {
    return switch (this) {
      case RDS -> "rds";
      case NETWORK -> "network";
      case IAM -> "iam";
      case ADJACENT -> "adjacent";
    };
  }

  /// @return the `eventSource`s of the calls that it looks at
  public Set<String> sources() {
    return switch (this) {
      case RDS -> Set.of("rds.amazonaws.com");
      case NETWORK -> Set.of("ec2.amazonaws.com");
      case IAM -> Set.of("iam.amazonaws.com");
      case ADJACENT ->
          Set.of(
              "kms.amazonaws.com",
              "secretsmanager.amazonaws.com",
              "logs.amazonaws.com",
              "backup.amazonaws.com",
              "guardduty.amazonaws.com");
    };
  }
}

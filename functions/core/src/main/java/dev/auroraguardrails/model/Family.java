package dev.auroraguardrails.model;

/// A group of controls that one function, with one queue and one role, looks after.
public enum Family {
  RDS,
  NETWORK,
  IAM;

  /// @return the name in queues, logs and the baseline: `rds`, `network`, `iam`
  public String label() {
    return switch (this) {
      case RDS -> "rds";
      case NETWORK -> "network";
      case IAM -> "iam";
    };
  }
}

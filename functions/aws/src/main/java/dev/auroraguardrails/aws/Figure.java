package dev.auroraguardrails.aws;

/// What the functions count, by the names that CloudWatch shows.
public enum Figure {
  EVENTS("Events"),
  DEFERRED("Deferred"),
  FAILED("Failed"),
  FINDINGS("Findings"),
  REVERTS("Reverts"),
  ALERTS("Alerts"),
  LATENCY("LatencySeconds"),
  CANARIES("Canaries");

  /// CloudWatch's namespace of all of them.
  public static final String NAMESPACE = "AuroraGuardrails";

  private final String label;

  Figure(String label) {
    this.label = label;
  }

  /// @return the metric's name
  public String label() {
    return label;
  }
}

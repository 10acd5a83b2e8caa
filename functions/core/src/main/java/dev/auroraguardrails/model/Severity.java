package dev.auroraguardrails.model;

/// How bad it is while it stands; the worst comes first.
public enum Severity {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW
}

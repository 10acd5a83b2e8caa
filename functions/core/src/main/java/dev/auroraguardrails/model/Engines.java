package dev.auroraguardrails.model;

import java.util.Set;

/// The engines that are guarded. DocumentDB, Neptune, RDS and Multi-AZ DB clusters answer to the
/// same API and send the same events.
public final class Engines {
  private static final Set<String> AURORA = Set.of("aurora-mysql", "aurora-postgresql");

  private Engines() {}

  public static boolean isAurora(String engine) {
    return AURORA.contains(engine);
  }
}

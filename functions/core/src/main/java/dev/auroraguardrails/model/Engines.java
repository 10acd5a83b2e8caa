package dev.auroraguardrails.model;

import java.util.Optional;
import java.util.Set;

/// The engines that are guarded. DocumentDB, Neptune, RDS and Multi-AZ DB clusters answer to the
/// same API and send the same events.
public final class Engines {
  public static final String AURORA_MYSQL = "aurora-mysql";
  public static final String AURORA_POSTGRESQL = "aurora-postgresql";

  private static final Set<String> AURORA = Set.of(AURORA_MYSQL, AURORA_POSTGRESQL);

  private Engines() {}

  /// @param family a parameter group family: `aurora-postgresql16`
  /// @return the Aurora engine that it is for
  public static Optional<String> ofFamily(String family) {
    return AURORA.stream().filter(family::startsWith).findFirst();
  }

  public static boolean isAurora(String engine) {
    return AURORA.contains(engine);
  }
}

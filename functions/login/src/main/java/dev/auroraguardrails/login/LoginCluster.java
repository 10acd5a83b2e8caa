package dev.auroraguardrails.login;

import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBCluster;

/// A cluster as far as a login to it asks.
///
/// @param master the master user; empty when AWS names none
/// @param iamLogins whether IAM database authentication is on
/// @param mayPause whether it is serverless and stops when idle, so that a login could wake it
public record LoginCluster(
    String name,
    String resourceId,
    String engine,
    String status,
    String host,
    int port,
    Optional<String> master,
    boolean iamLogins,
    boolean mayPause) {

  static LoginCluster of(DBCluster said) {
    return new LoginCluster(
        said.dbClusterIdentifier(),
        String.valueOf(said.dbClusterResourceId()),
        String.valueOf(said.engine()),
        String.valueOf(said.status()),
        Optional.ofNullable(said.endpoint()).orElse(""),
        Optional.ofNullable(said.port()).orElse(0),
        Optional.ofNullable(said.masterUsername()),
        Boolean.TRUE.equals(said.iamDatabaseAuthenticationEnabled()),
        mayPause(said));
  }

  /// Whether it sleeps at this moment stands only in a metric; so what could sleep counts.
  ///
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
  private static boolean mayPause(DBCluster said) {
    boolean second =
        Optional.ofNullable(said.serverlessV2ScalingConfiguration())
            .map(scaling -> scaling.minCapacity())
            .filter(least -> least == 0)
            .isPresent();
    boolean first =
        "serverless".equals(said.engineMode())
            && Optional.ofNullable(said.capacity()).orElse(0) == 0;
    return first || second;
  }

  boolean isPostgres() {
    return engine.equals("aurora-postgresql");
  }

  boolean isMysql() {
    return engine.equals("aurora-mysql");
  }
}

package dev.auroraguardrails.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.aws.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;

/// Which clusters are found, and which of them are logged in to.
class LoginClustersTest {
  private final Wire wire = new Wire();
  private final LoginClusters clusters = new LoginClusters(wire.client(RdsClient.builder()));

  @TempDir Path folder = Path.of(".");

  @Test
  void readsWhatALoginAsksFor() {
    wire.answers(
        described(
            "aurora-postgresql",
            """
            <MasterUsername>root</MasterUsername>
            <IAMDatabaseAuthenticationEnabled>true</IAMDatabaseAuthenticationEnabled>
            <ServerlessV2ScalingConfiguration><MinCapacity>0.5</MinCapacity>
            <MaxCapacity>4</MaxCapacity></ServerlessV2ScalingConfiguration>
            """));

    LoginCluster orders = clusters.find(List.of("orders")).getFirst();

    assertThat(wire.calls()).containsExactly("DescribeDBClusters DBClusterIdentifier=orders");
    assertThat(orders.host()).isEqualTo("localhost");
    assertThat(orders.port()).isEqualTo(1);
    assertThat(orders.master()).contains("root");
    assertThat(orders.iamLogins()).isTrue();
    assertThat(orders.mayPause()).isFalse();
  }

  @Test
  void leavesNeptuneOut() {
    wire.answers(described("neptune", ""));
    assertThat(clusters.find(List.of())).isEmpty();
    assertThat(wire.calls()).containsExactly("DescribeDBClusters");
  }

  @Test
  void doesNotWakeACluster() throws Exception {
    wire.answers(
        described(
            "aurora-postgresql",
            """
            <IAMDatabaseAuthenticationEnabled>true</IAMDatabaseAuthenticationEnabled>
            <ServerlessV2ScalingConfiguration><MinCapacity>0</MinCapacity>
            </ServerlessV2ScalingConfiguration>
            """));

    LoginReport report = audit(clusters.find(List.of("orders")).getFirst());

    assertThat(report.skipped().orElse("")).contains("wake it");
    assertThat(report.isPartial()).isTrue();
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void saysThatVersion1OfMysqlIsNotRead() throws Exception {
    wire.answers(described("aurora", ""));
    LoginReport report = audit(clusters.find(List.of("orders")).getFirst());
    assertThat(report.skipped()).contains("logins of the engine aurora are not known");
  }

  @Test
  void withoutIamLoginsThereIsNothingToReadBy() throws Exception {
    wire.answers(described("aurora-postgresql", ""));

    LoginReport report = audit(clusters.find(List.of("orders")).getFirst());

    assertThat(report.findings()).hasSize(1).allMatch(LoginFinding::isUnread);
    assertThat(report.findings().getFirst().evidence()).contains("LOGIN-01");
  }

  /// No token may be asked for.
  private LoginReport audit(LoginCluster cluster) throws Exception {
    Path pem = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(pem));
    try (CaBundle bundle = CaBundle.open(pem, HexFormat.of().formatHex(digest))) {
      var expected = new Expected(Set.of(), false);
      return new LoginAudit(
              "aurora_guard",
              bundle,
              expected,
              false,
              asked -> {
                throw new AssertionError("asked for a token of " + asked);
              })
          .audit(cluster);
    }
  }

  private static String described(String engine, String more) {
    return """
    <DBClusters><DBCluster><DBClusterIdentifier>orders</DBClusterIdentifier>
    <DbClusterResourceId>cluster-ABC</DbClusterResourceId><Engine>%s</Engine>
    <Status>available</Status><Endpoint>localhost</Endpoint><Port>1</Port>%s
    </DBCluster></DBClusters>
    """
        .formatted(engine, more);
  }
}

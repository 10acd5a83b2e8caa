package dev.auroraguardrails.login;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/// A real PostgreSQL server behind a door like Aurora's, and an audit with credentials for it.
public final class TestAurora implements AutoCloseable {
  static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private final TestPostgres server;
  private final TestAuthority authority;
  private final SSLContext toServer;
  private final KeyStore localhost;
  private final AuroraDoor door;

  private TestAurora(
      TestPostgres server,
      TestAuthority authority,
      SSLContext toServer,
      KeyStore localhost,
      AuroraDoor door) {
    this.server = server;
    this.authority = authority;
    this.toServer = toServer;
    this.localhost = localhost;
    this.door = door;
  }

  public static TestAurora start(String version, Path folder) throws Exception {
    TestAuthority authority = TestAuthority.shared();
    KeyStore localhost = authority.server("localhost");
    TestPostgres server = TestPostgres.start(version, localhost, folder);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(localhost);
    var toServer = SSLContext.getInstance("TLS");
    toServer.init(null, trust.getTrustManagers(), null);
    var door = new AuroraDoor(server.port(), TestAuthority.context(localhost), toServer);
    door.letsIn(check("localhost:" + door.port()));
    return new TestAurora(server, authority, toServer, localhost, door);
  }

  public static TokenCheck check(String address) {
    return new TokenCheck(address, "eu-central-1", KEY, SECRET);
  }

  public TestPostgres server() {
    return server;
  }

  public TestAuthority authority() {
    return authority;
  }

  public AuroraDoor door() {
    return door;
  }

  /// @param certificate what it shows; null for no TLS
  AuroraDoor anotherDoor(@Nullable KeyStore certificate) throws Exception {
    SSLContext tls = certificate == null ? null : TestAuthority.context(certificate);
    return new AuroraDoor(server.port(), tls, toServer);
  }

  KeyStore localhost() {
    return localhost;
  }

  LoginReport audit() throws Exception {
    return audit(cluster(door.port()), "aurora_guard");
  }

  LoginReport audit(LoginCluster cluster, String user) throws Exception {
    try (CaBundle bundle = CaBundle.open(authority.bundle(), authority.sha256())) {
      return new LoginAudit(user, bundle, new Expected(Set.of("postgres"), false), false, tokens())
          .audit(cluster);
    }
  }

  static LoginCluster cluster(int port) {
    return new LoginCluster(
        "orders-db",
        "cluster-ABC",
        "aurora-postgresql",
        "available",
        "localhost",
        port,
        Optional.of("postgres"),
        true,
        false);
  }

  public static RdsUtilities tokens() {
    return RdsUtilities.builder()
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(KEY, SECRET, "session/of+a=role")))
        .build();
  }

  @Override
  public void close() throws IOException {
    door.close();
    server.close();
  }
}

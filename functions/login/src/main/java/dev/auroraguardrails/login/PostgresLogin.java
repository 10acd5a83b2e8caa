package dev.auroraguardrails.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;

/// Opens connections to a cluster's databases, only over TLS to a server that proves to be the one
/// named. They can only read, unless they are asked for to write.
final class PostgresLogin {
  private static final String LIMITS =
      String.join(
          " ",
          "-c statement_timeout=5000",
          "-c lock_timeout=1000",
          "-c idle_in_transaction_session_timeout=30000",
          "-c search_path=pg_catalog");

  private static final String READING = "-c default_transaction_read_only=on " + LIMITS;

  private static final String WRITING = "-c standard_conforming_strings=on " + LIMITS;

  private final LoginCluster cluster;
  private final String user;
  private final Path authorities;
  private final Supplier<String> token;

  /// @param authorities PEM certificates, one of which the server's must lead to
  /// @param token gives what AWS takes as the user's password; asked for each connection
  PostgresLogin(LoginCluster cluster, String user, Path authorities, Supplier<String> token) {
    this.cluster = cluster;
    this.user = user;
    this.authorities = authorities;
    this.token = token;
  }

  String user() {
    return user;
  }

  /// @return a read-only transaction, to be closed
  /// @throws SQLException when the server cannot be reached, is another, or refuses the login
  Connection open(String database) throws SQLException {
    return open(database, READING);
  }

  /// @return a transaction that may write, in the database that RDS makes, to be closed
  /// @throws SQLException when the server cannot be reached, is another, or refuses the login
  Connection openToWrite() throws SQLException {
    return open("postgres", WRITING);
  }

  private Connection open(String database, String options) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", token.get());
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", authorities.toString());
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("ApplicationName", "aurora-guard");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", "15");
    properties.setProperty("options", options);
    String url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(
                cluster.host(),
                cluster.port(),
                URLEncoder.encode(database, StandardCharsets.UTF_8));
    Connection connection = DriverManager.getConnection(url, properties);
    try {
      connection.setReadOnly(options.equals(READING));
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }
}

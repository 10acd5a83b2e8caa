package dev.auroraguardrails.login;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.Supplier;

/// Opens connections to a cluster, only over TLS to a server that proves to be the one named. They
/// can only read, unless they are asked for to write. The token is given in the clear within TLS,
/// since AWS asks for it so.
final class MysqlLogin {
  /// MySQL ends queries by the first, in milliseconds, where it knows it: since 5.7.8.
  private static final String LIMITS =
      "SET SESSION lock_wait_timeout = 1 /*!50708 , SESSION max_execution_time = 5000 */";

  /// The last is how a token is asked for. The driver begins with the server's usual one of the
  /// others, by which a server learns nothing that it can use.
  private static final String WAYS =
      "caching_sha2_password,mysql_native_password,mysql_clear_password";

  private final LoginCluster cluster;
  private final String user;
  private final Path authorities;
  private final Supplier<String> token;

  /// @param authorities PEM certificates, one of which the server's must lead to
  /// @param token gives what AWS takes as the user's password; asked for each connection
  MysqlLogin(LoginCluster cluster, String user, Path authorities, Supplier<String> token) {
    this.cluster = cluster;
    this.user = user;
    this.authorities = authorities;
    this.token = token;
  }

  /// @return a read-only transaction, to be closed
  /// @throws SQLException when the server cannot be reached, is another, or refuses the login
  Connection open() throws SQLException {
    return open(true);
  }

  /// @return a connection that may write, to be closed
  /// @throws SQLException when the server cannot be reached, is another, or refuses the login
  Connection openToWrite() throws SQLException {
    return open(false);
  }

  private Connection open(boolean reads) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", token.get());
    properties.setProperty("sslMode", "verify-full");
    properties.setProperty("serverSslCert", authorities.toString());
    properties.setProperty("fallbackToSystemTrustStore", "false");
    properties.setProperty("fallbackToSystemKeyStore", "false");
    properties.setProperty("restrictedAuth", WAYS);
    properties.setProperty("allowLocalInfile", "false");
    properties.setProperty("connectionAttributes", "program_name:aurora-guard");
    properties.setProperty("connectTimeout", "5000");
    properties.setProperty("socketTimeout", "15000");
    String url = "jdbc:mariadb://%s:%d/".formatted(cluster.host(), cluster.port());
    Connection connection = DriverManager.getConnection(url, properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute(LIMITS);
      connection.setReadOnly(reads);
      connection.setAutoCommit(!reads);
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }
}

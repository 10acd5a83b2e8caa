package dev.auroraguardrails.login;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.RdsUtilities;

/// Puts logins back by a login of its own, which may do that and no more. Named users are never
/// dropped, passwords never changed, sessions never ended.
public final class LoginFixer {
  private final String user;
  private final CaBundle authorities;
  private final Set<SqlFix.Kind> allowed;
  private final Function<LoginCluster, String> tokens;

  /// @param user the database user to log in as, by IAM
  /// @param allowed what it may put back
  /// @param rds makes the tokens, with the credentials that they stand for
  public LoginFixer(String user, CaBundle authorities, Set<SqlFix.Kind> allowed, RdsUtilities rds) {
    this.user = user;
    this.authorities = authorities;
    this.allowed = Set.copyOf(allowed);
    this.tokens =
        cluster ->
            rds.generateAuthenticationToken(
                r -> r.hostname(cluster.host()).port(cluster.port()).username(user));
  }

  /// @param earlier the row's last known good form; absent when there was none
  /// @return what would put it back; empty when nothing does, or it is not asked for
  /// @throws SQLException when the database cannot be asked
  public Optional<SqlFix> plan(LoginCluster cluster, LoginRow row, Optional<LoginRow> earlier)
      throws SQLException {
    try (Connection connection = open(cluster)) {
      return (cluster.isPostgres()
              ? new PostgresFixes(connection).plan(row, earlier)
              : new MysqlFixes(connection).plan(row, earlier))
          .filter(fix -> allowed.contains(fix.kind()));
    }
  }

  /// Does it, if the database still asks for exactly that.
  public SqlFix.Result make(
      LoginCluster cluster, SqlFix fix, LoginRow row, Optional<LoginRow> earlier) {
    try (Connection connection = open(cluster)) {
      if (cluster.isPostgres()) {
        var fixes = new PostgresFixes(connection);
        return fixes.plan(row, earlier).equals(Optional.of(fix))
            ? fixes.make(fix, row, earlier)
            : SqlFix.Result.failed("it changed meanwhile");
      }
      var fixes = new MysqlFixes(connection);
      return fixes.plan(row, earlier).equals(Optional.of(fix))
          ? fixes.make(fix, row, earlier)
          : SqlFix.Result.failed("it changed meanwhile");
    } catch (SQLException failed) {
      return SqlFix.Result.failed(SqlTrouble.clause(failed));
    }
  }

  private Connection open(LoginCluster cluster) throws SQLException {
    return cluster.isPostgres()
        ? new PostgresLogin(cluster, user, authorities.path(), () -> tokens.apply(cluster))
            .openToWrite()
        : new MysqlLogin(cluster, user, authorities.path(), () -> tokens.apply(cluster))
            .openToWrite();
  }
}

package dev.auroraguardrails.login;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.RdsUtilities;

/// Logs in to clusters and judges what stands inside, one after the other.
public final class LoginAudit {
  private final String user;
  private final CaBundle authorities;
  private final Expected expected;
  private final boolean wakes;
  private final Function<LoginCluster, String> tokens;

  /// @param user the database user to log in as, by IAM
  /// @param authorities whom a server's certificate must come from
  /// @param wakes whether clusters are read that a login could wake
  /// @param rds makes the tokens, with the credentials that they stand for
  public LoginAudit(
      String user, CaBundle authorities, Expected expected, boolean wakes, RdsUtilities rds) {
    this(user, authorities, expected, wakes, cluster -> token(rds, cluster, user));
  }

  LoginAudit(
      String user,
      CaBundle authorities,
      Expected expected,
      boolean wakes,
      Function<LoginCluster, String> tokens) {
    this.user = user;
    this.authorities = authorities;
    this.expected = expected;
    this.wakes = wakes;
    this.tokens = tokens;
  }

  /// @return what was found; a cluster that cannot be read is a finding, and no exception
  public LoginReport audit(LoginCluster cluster) {
    Optional<String> reason = reasonToSkip(cluster);
    if (reason.isPresent()) {
      return new LoginReport(cluster.name(), List.of(), reason);
    }
    return new LoginReport(cluster.name(), findings(cluster), Optional.empty());
  }

  /// @return the users of its database, or why they could not be seen
  public LoginUsers users(LoginCluster cluster) {
    Optional<String> why = reasonToSkip(cluster).or(() -> hindrance(cluster));
    if (why.isPresent()) {
      return LoginUsers.unseen(why.get());
    }
    try {
      return LoginUsers.of(
          cluster.isPostgres()
              ? DatabaseUser.of(new PostgresReader(postgres(cluster)).read())
              : DatabaseUser.of(new MysqlReader(mysql(cluster)).read()));
    } catch (SQLException failed) {
      return LoginUsers.unseen(SqlTrouble.clause(failed));
    }
  }

  /// @return how its logins stand; what cannot be read is said, and no exception
  public LoginState look(LoginCluster cluster) {
    Optional<String> why = reasonToSkip(cluster).or(() -> hindrance(cluster));
    if (why.isPresent()) {
      return LoginState.unseen(why.get());
    }
    try {
      if (cluster.isPostgres()) {
        PostgresFacts facts = new PostgresReader(postgres(cluster)).read();
        return new LoginState(
            Optional.of(LoginRows.of(facts)),
            PostgresJudge.judge(cluster, facts, expected),
            Optional.empty());
      }
      MysqlFacts facts = new MysqlReader(mysql(cluster)).read();
      Optional<String> missing = facts.missingGrants();
      return new LoginState(
          missing.isEmpty() ? Optional.of(LoginRows.of(facts)) : Optional.empty(),
          MysqlJudge.judge(cluster, facts, expected),
          missing);
    } catch (SQLException failed) {
      return LoginState.unseen(SqlTrouble.clause(failed));
    }
  }

  /// Asks who is connected at this moment.
  ///
  /// @return from which addresses a user is; empty when the database could not be asked
  public Optional<Set<String>> addressesOf(LoginCluster cluster, String name) {
    if (reasonToSkip(cluster).or(() -> hindrance(cluster)).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          cluster.isPostgres()
              ? new PostgresReader(postgres(cluster)).addressesOf(name)
              : new MysqlReader(mysql(cluster)).addressesOf(name));
    } catch (SQLException failed) {
      return Optional.empty();
    }
  }

  private Optional<String> reasonToSkip(LoginCluster cluster) {
    if (!cluster.isPostgres() && !cluster.isMysql()) {
      return Optional.of("logins of the engine %s are not known".formatted(cluster.engine()));
    }
    if (cluster.mayPause() && !wakes) {
      return Optional.of(
          "it is serverless and pauses when idle, and a login would wake it or keep it awake;"
              + " --wake reads it all the same");
    }
    return Optional.empty();
  }

  private List<LoginFinding> findings(LoginCluster cluster) {
    Optional<String> hindrance = hindrance(cluster);
    if (hindrance.isPresent()) {
      return List.of(LoginFinding.unread(cluster.name(), Optional.empty(), hindrance.get()));
    }
    try {
      return cluster.isPostgres()
          ? PostgresJudge.judge(cluster, new PostgresReader(postgres(cluster)).read(), expected)
          : MysqlJudge.judge(cluster, new MysqlReader(mysql(cluster)).read(), expected);
    } catch (SQLException failed) {
      return List.of(
          LoginFinding.unread(cluster.name(), Optional.empty(), SqlTrouble.clause(failed)));
    }
  }

  private PostgresLogin postgres(LoginCluster cluster) {
    return new PostgresLogin(cluster, user, authorities.path(), () -> tokens.apply(cluster));
  }

  private MysqlLogin mysql(LoginCluster cluster) {
    return new MysqlLogin(cluster, user, authorities.path(), () -> tokens.apply(cluster));
  }

  private static Optional<String> hindrance(LoginCluster cluster) {
    if (!cluster.status().equals("available")) {
      return Optional.of("its status is '%s', not available".formatted(cluster.status()));
    }
    if (!cluster.iamLogins()) {
      return Optional.of("IAM database authentication is off (LOGIN-01), so no token is taken");
    }
    return cluster.host().isEmpty() || cluster.port() == 0
        ? Optional.of("AWS names no endpoint of it")
        : Optional.empty();
  }

  /// Signed here, without a call; AWS takes it for 15 minutes.
  private static String token(RdsUtilities rds, LoginCluster cluster, String user) {
    return rds.generateAuthenticationToken(
        r -> r.hostname(cluster.host()).port(cluster.port()).username(user));
  }
}

package dev.auroraguardrails.login;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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

  private Optional<String> reasonToSkip(LoginCluster cluster) {
    if (!cluster.isPostgres()) {
      return Optional.of("%s is not read yet".formatted(cluster.engine()));
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
    var login = new PostgresLogin(cluster, user, authorities.path(), () -> tokens.apply(cluster));
    try {
      PostgresFacts facts = new PostgresReader(login).read();
      return PostgresJudge.judge(cluster, facts, expected);
    } catch (SQLException failed) {
      return List.of(
          LoginFinding.unread(cluster.name(), Optional.empty(), SqlTrouble.clause(failed)));
    }
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

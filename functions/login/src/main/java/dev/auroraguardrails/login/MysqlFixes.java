package dev.auroraguardrails.login;

import dev.auroraguardrails.login.MysqlFacts.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans and makes fixes in Aurora MySQL, whose statements about accounts commit by themselves: a
/// fix is one statement, and read back after it.
final class MysqlFixes {
  private final Connection connection;
  private final Rows rows;

  /// @param connection of the user that may write; the caller closes it
  MysqlFixes(Connection connection) {
    this.connection = connection;
    this.rows = new Rows(connection);
  }

  /// @param earlier the row's last known good form; absent when there was none
  /// @return what would put it back; empty when it does not stand, or nothing puts it back exactly
  Optional<SqlFix> plan(LoginRow row, Optional<LoginRow> earlier) throws SQLException {
    return switch (row.kind()) {
      case GRANT -> earlier.isEmpty() ? revoke(row) : Optional.empty();
      case USER -> account(row, earlier);
      case SETTING -> Optional.empty();
    };
  }

  private record Edge(AccountName role, AccountName member, boolean admin) {
    String row() {
      return "%s holds %s".formatted(member.quoted(), role.quoted());
    }
  }

  /// A role that is active by default would have to be made so again, which no grant does.
  private Optional<SqlFix> revoke(LoginRow row) throws SQLException {
    List<Edge> edges =
        rows
            .of(
                MysqlQueries.ROLES_WITH_ADMIN,
                one ->
                    new Edge(
                        new AccountName(one.text(1), one.text(2)),
                        new AccountName(one.text(3), one.text(4)),
                        one.is(5)))
            .stream()
            .filter(edge -> edge.row().equals(row.name()))
            .toList();
    if (edges.size() != 1) {
      return Optional.empty();
    }
    Edge edge = edges.getFirst();
    boolean active =
        rows
            .of(
                MysqlQueries.DEFAULT_ROLES,
                one ->
                    new Edge(
                        new AccountName(one.text(1), one.text(2)),
                        new AccountName(one.text(3), one.text(4)),
                        false))
            .stream()
            .anyMatch(one -> one.row().equals(row.name()));
    if (active) {
      return Optional.empty();
    }
    String role = edge.role().quotedAsRole();
    String member = edge.member().quoted();
    return Optional.of(
        new SqlFix(
            SqlFix.Kind.REVOKE_ROLE,
            row.key(),
            List.of("REVOKE %s FROM %s".formatted(role, member)),
            List.of(
                "GRANT %s TO %s%s"
                    .formatted(role, member, edge.admin() ? " WITH ADMIN OPTION" : ""))));
  }

  private Optional<SqlFix> account(LoginRow row, Optional<LoginRow> earlier) throws SQLException {
    List<Account> accounts =
        rows.of(MysqlQueries.ACCOUNTS, MysqlReader::account).stream()
            .filter(account -> !account.name().isInternal() && !account.locked())
            .filter(account -> account.name().toString().equals(row.name()))
            .toList();
    if (accounts.size() != 1) {
      return Optional.empty();
    }
    Account account = accounts.getFirst();
    if (account.byPassword() && account.emptySecret()) {
      return account.name().user().isEmpty()
          ? earlier.isPresent() ? Optional.empty() : anonymous(row, account)
          : Optional.of(
              alter(SqlFix.Kind.LOCK_ACCOUNT, row, account, "ACCOUNT LOCK", "ACCOUNT UNLOCK"));
    }
    boolean demanded = earlier.filter(before -> before.value().contains("TLS ANY")).isPresent();
    return demanded && account.tls().isEmpty()
        ? Optional.of(alter(SqlFix.Kind.REQUIRE_TLS, row, account, "REQUIRE SSL", "REQUIRE NONE"))
        : Optional.empty();
  }

  private static SqlFix alter(
      SqlFix.Kind kind, LoginRow row, Account account, String does, String undoes) {
    String alter = "ALTER USER " + account.name().quoted() + " ";
    return new SqlFix(kind, row.key(), List.of(alter + does), List.of(alter + undoes));
  }

  /// What made it is asked first. One with a password is left: its hash would be in there.
  private Optional<SqlFix> anonymous(LoginRow row, Account account) throws SQLException {
    String name = account.name().quoted();
    var undoes = new ArrayList<>(rows.of("SHOW CREATE USER " + name, one -> one.text(1)));
    undoes.addAll(rows.of("SHOW GRANTS FOR " + name, one -> one.text(1)));
    boolean secret =
        undoes.stream().anyMatch(sql -> sql.matches("(?is).*\\b(?:AS|PASSWORD)\\s+'[^']+'.*"));
    return secret
        ? Optional.empty()
        : Optional.of(
            new SqlFix(
                SqlFix.Kind.DROP_ANONYMOUS, row.key(), List.of("DROP USER " + name), undoes));
  }

  /// @return done, when the server shows the row gone or as it was
  SqlFix.Result make(SqlFix fix, LoginRow row, Optional<LoginRow> earlier) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : fix.does()) {
        statement.execute(sql);
      }
    }
    return plan(row, earlier).isPresent()
        ? SqlFix.Result.failed("it had no effect")
        : SqlFix.Result.DONE;
  }
}

package dev.auroraguardrails.login;

import dev.auroraguardrails.login.LoginRow.Kind;
import dev.auroraguardrails.login.Rows.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// Plans and makes fixes in Aurora PostgreSQL. A fix is read back before it is committed.
final class PostgresFixes {
  private final Connection connection;
  private final Rows rows;

  /// @param connection of the user that may write; the caller closes it
  PostgresFixes(Connection connection) {
    this.connection = connection;
    this.rows = new Rows(connection);
  }

  /// @param earlier the row's last known good form; absent when there was none
  /// @return what would put it back; empty when it does not stand, or nothing puts it back exactly
  Optional<SqlFix> plan(LoginRow row, Optional<LoginRow> earlier) throws SQLException {
    if (row.kind() == Kind.GRANT && earlier.isEmpty()) {
      return revoke(row);
    }
    return row.kind() == Kind.SETTING ? setting(row, earlier) : Optional.empty();
  }

  private record Grant(String role, String member, String how, String by) {}

  /// Where several have granted it, taking one grant away would change nothing.
  private Optional<SqlFix> revoke(LoginRow row) throws SQLException {
    int version = rows.of(PostgresQueries.VERSION, one -> one.number(1)).getFirst();
    List<Grant> grants =
        rows
            .of(
                version < 160_000 ? PostgresQueries.GRANTS_UNTIL_15 : PostgresQueries.GRANTS,
                PostgresFixes::grant)
            .stream()
            .filter(
                grant -> "%s holds %s".formatted(grant.member(), grant.role()).equals(row.name()))
            .toList();
    if (grants.size() != 1) {
      return Optional.empty();
    }
    Grant grant = grants.getFirst();
    String role = Sql.name(grant.role());
    String member = Sql.name(grant.member());
    return Optional.of(
        new SqlFix(
            SqlFix.Kind.REVOKE_ROLE,
            row.key(),
            List.of("REVOKE %s FROM %s%s".formatted(role, member, grant.by())),
            List.of("GRANT %s TO %s%s%s".formatted(role, member, grant.how(), grant.by()))));
  }

  private static Grant grant(Row row) throws SQLException {
    Optional<String> inherit = row.some(5);
    String how =
        inherit.isEmpty()
            ? (row.is(4) ? " WITH ADMIN OPTION" : "")
            : " WITH ADMIN %s, INHERIT %s, SET %s"
                .formatted(word(row.is(4)), word(row.is(5)), word(row.is(6)));
    String by = inherit.isEmpty() ? "" : " GRANTED BY " + Sql.name(row.text(3));
    return new Grant(row.text(1), row.text(2), how, by);
  }

  private static String word(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  /// A setting of everybody's is somebody's decision for all, and left alone.
  private Optional<SqlFix> setting(LoginRow row, Optional<LoginRow> earlier) throws SQLException {
    var owned =
        rows
            .of(
                PostgresQueries.OWN_SETTINGS,
                one ->
                    new PostgresFacts.OwnSetting(
                        one.some(1), one.some(2), one.text(3), one.text(4)),
                AuditSettings.NAMES)
            .stream()
            .filter(own -> LoginRows.name(own).equals(row.name()))
            .filter(own -> own.value().equals(row.value()))
            .toList();
    if (owned.size() != 1 || owned.getFirst().role().isEmpty()) {
      return Optional.empty();
    }
    var own = owned.getFirst();
    String who =
        "ALTER ROLE %s%s"
            .formatted(
                own.role().map(Sql::name).orElse(""),
                own.database().map(name -> " IN DATABASE " + Sql.name(name)).orElse(""));
    String set = who + " SET " + own.name() + " = %s";
    String does =
        earlier
            .map(before -> set.formatted(Sql.literal(before.value())))
            .orElse(who + " RESET " + own.name());
    return Optional.of(
        new SqlFix(
            SqlFix.Kind.RESET_SETTING,
            row.key(),
            List.of(does),
            List.of(set.formatted(Sql.literal(own.value())))));
  }

  /// @return done, when the same connection shows the row gone or as it was
  SqlFix.Result make(SqlFix fix, LoginRow row, Optional<LoginRow> earlier) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : fix.does()) {
        statement.execute(sql);
      }
      if (plan(row, earlier).isPresent()) {
        connection.rollback();
        return SqlFix.Result.failed(
            "it had no effect: the grant is by another than the fixing user");
      }
      connection.commit();
      return SqlFix.Result.DONE;
    }
  }
}

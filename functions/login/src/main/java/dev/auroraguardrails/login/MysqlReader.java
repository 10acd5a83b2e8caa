package dev.auroraguardrails.login;

import dev.auroraguardrails.login.MysqlFacts.Account;
import dev.auroraguardrails.login.MysqlFacts.PlainSession;
import dev.auroraguardrails.login.MysqlFacts.Unread;
import dev.auroraguardrails.login.PostgresFacts.Membership;
import dev.auroraguardrails.login.Rows.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a cluster by one connection.
final class MysqlReader {
  private static final int WITH_ROLES = 8;

  private final MysqlLogin login;
  private final List<Unread> unread = new ArrayList<>();

  MysqlReader(MysqlLogin login) {
    this.login = login;
  }

  /// @throws SQLException when there is no connection, or the accounts cannot be read; whatever
  ///     else may not be read is among the facts
  MysqlFacts read() throws SQLException {
    try (Connection connection = login.open()) {
      return facts(new Rows(connection));
    }
  }

  /// @return from which addresses the user is connected to the writer at this moment
  Set<String> addressesOf(String user) throws SQLException {
    try (Connection connection = login.open()) {
      return new Rows(connection)
          .of(MysqlQueries.ADDRESSES, row -> new AccountName(row.text(1), row.text(2))).stream()
              .filter(session -> session.user().equals(user))
              .map(AccountName::host)
              .collect(Collectors.toSet());
    }
  }

  private record Who(String account, String version, boolean showsSessions) {}

  private MysqlFacts facts(Rows rows) throws SQLException {
    Who who =
        rows.of(MysqlQueries.WHO, row -> new Who(row.text(1), row.text(2), row.is(3))).getFirst();
    boolean roles = Integer.parseInt(who.version().split("\\.", 2)[0]) >= WITH_ROLES;
    List<Account> accounts = rows.of(MysqlQueries.ACCOUNTS, MysqlReader::account);
    return new MysqlFacts(
        who.account(),
        roles ? withDynamic(accounts, rows) : accounts,
        settings(rows),
        roles
            ? readable(rows, "mysql.role_edges", MysqlQueries.ROLES, MysqlReader::role)
                .orElse(List.of())
            : List.of(),
        who.showsSessions()
            ? readable(
                rows,
                "performance_schema.threads",
                MysqlQueries.PLAIN_SESSIONS,
                row -> new PlainSession(row.text(1), row.text(2), row.number(3)))
            : Optional.empty(),
        unread);
  }

  private <T> Optional<List<T>> readable(
      Rows rows, String table, String sql, Rows.Reading<T> reading) throws SQLException {
    try {
      return Optional.of(rows.of(sql, reading));
    } catch (SQLException failed) {
      if (!SqlTrouble.isDenied(failed)) {
        throw failed;
      }
      unread.add(new Unread(table, "the user may not read " + table));
      return Optional.empty();
    }
  }

  static Account account(Row row) throws SQLException {
    Set<String> powers = row.text(8).isEmpty() ? Set.of() : row.set(8);
    return new Account(
        new AccountName(row.text(1), row.text(2)),
        row.text(3),
        row.is(4),
        row.text(5),
        row.is(6),
        row.some(7).map(Integer::valueOf),
        powers);
  }

  private List<Account> withDynamic(List<Account> accounts, Rows rows) throws SQLException {
    var more = new HashMap<AccountName, Set<String>>();
    readable(
            rows,
            "mysql.global_grants",
            MysqlQueries.DYNAMIC,
            row -> Map.entry(new AccountName(row.text(1), row.text(2)), row.text(3)))
        .orElse(List.of())
        .forEach(
            grant ->
                more.computeIfAbsent(grant.getKey(), name -> new HashSet<>())
                    .add(grant.getValue()));
    return accounts.stream()
        .map(account -> with(account, more.getOrDefault(account.name(), Set.of())))
        .toList();
  }

  private static Account with(Account account, Set<String> more) {
    var powers = new HashSet<>(account.powers());
    powers.addAll(more);
    return new Account(
        account.name(),
        account.plugin(),
        account.emptySecret(),
        account.tls(),
        account.locked(),
        account.lifetime(),
        powers);
  }

  /// Whoever holds a role can make it active.
  private static Membership role(Row row) throws SQLException {
    return new Membership(
        new AccountName(row.text(1), row.text(2)).quoted(),
        new AccountName(row.text(3), row.text(4)).quoted(),
        true);
  }

  private static Map<String, String> settings(Rows rows) throws SQLException {
    var settings = new HashMap<String, String>();
    rows.of(MysqlQueries.SETTINGS, row -> Map.entry(row.text(1), row.text(2)))
        .forEach(
            read -> {
              String name = read.getKey().toLowerCase(Locale.ROOT);
              if (MysqlSettings.NAMES.contains(name)) {
                settings.put(name, read.getValue());
              }
            });
    return settings;
  }
}

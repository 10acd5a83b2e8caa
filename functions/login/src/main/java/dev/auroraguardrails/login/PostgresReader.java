package dev.auroraguardrails.login;

import dev.auroraguardrails.login.PostgresFacts.Database;
import dev.auroraguardrails.login.PostgresFacts.Definer;
import dev.auroraguardrails.login.PostgresFacts.Expiry;
import dev.auroraguardrails.login.PostgresFacts.Inside;
import dev.auroraguardrails.login.PostgresFacts.Membership;
import dev.auroraguardrails.login.PostgresFacts.OpenDefault;
import dev.auroraguardrails.login.PostgresFacts.OpenRelation;
import dev.auroraguardrails.login.PostgresFacts.OwnSetting;
import dev.auroraguardrails.login.PostgresFacts.PlainSession;
import dev.auroraguardrails.login.PostgresFacts.Role;
import dev.auroraguardrails.login.PostgresFacts.StoredLogin;
import dev.auroraguardrails.login.PostgresFacts.Unread;
import dev.auroraguardrails.login.Rows.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a cluster by one connection, and then each of its databases by one.
final class PostgresReader {
  /// Where the cluster as a whole is read. RDS makes both; who closed or dropped the one has most
  /// likely left the other.
  private static final List<String> FIRST = List.of("postgres", "template1");

  /// There is no such database, or the user may not connect to it.
  private static final Set<String> CLOSED = Set.of("3D000", "42501");

  /// AWS's own: nobody else is let in.
  private static final String OF_AWS = "rdsadmin";

  private static final List<String> EXTENSIONS =
      List.of(
          "aws_lambda",
          "aws_ml",
          "aws_s3",
          "dblink",
          "file_fdw",
          "mysql_fdw",
          "oracle_fdw",
          "plperlu",
          "plpython3u",
          "postgres_fdw",
          "tds_fdw");

  private final PostgresLogin login;

  PostgresReader(PostgresLogin login) {
    this.login = login;
  }

  /// @throws SQLException when the cluster as a whole cannot be read; a database that cannot is
  ///     among the facts
  PostgresFacts read() throws SQLException {
    PostgresFacts cluster;
    try (Connection connection = first()) {
      cluster = cluster(new Rows(connection));
    }
    var inside = new ArrayList<Inside>();
    var unread = new ArrayList<Unread>();
    for (Database database : cluster.databases()) {
      if (!database.connectable() || database.name().equals(OF_AWS)) {
        continue;
      }
      if (!database.enterable()) {
        unread.add(
            new Unread(
                Optional.of(database.name()),
                "user %s may not connect to it".formatted(login.user())));
        continue;
      }
      try (Connection connection = login.open(database.name())) {
        inside.add(inside(database.name(), new Rows(connection)));
      } catch (SQLException failed) {
        unread.add(new Unread(Optional.of(database.name()), SqlTrouble.clause(failed)));
      }
    }
    return new PostgresFacts(
        cluster.reader(),
        cluster.roles(),
        cluster.memberships(),
        cluster.databases(),
        cluster.ownSettings(),
        cluster.settings(),
        cluster.sessions(),
        cluster.openParameters(),
        inside,
        unread);
  }

  /// @return from which addresses the user is connected to the writer at this moment
  Set<String> addressesOf(String user) throws SQLException {
    try (Connection connection = first()) {
      return Set.copyOf(
          new Rows(connection).of(PostgresQueries.ADDRESSES, row -> row.text(1), List.of(user)));
    }
  }

  private Connection first() throws SQLException {
    try {
      return login.open(FIRST.getFirst());
    } catch (SQLException failed) {
      if (CLOSED.contains(String.valueOf(failed.getSQLState()))) {
        return login.open(FIRST.getLast());
      }
      throw failed;
    }
  }

  private PostgresFacts cluster(Rows rows) throws SQLException {
    int version = rows.of(PostgresQueries.VERSION, row -> row.number(1)).getFirst();
    boolean seesSessions = rows.of(PostgresQueries.SEES_SESSIONS, row -> row.is(1)).getFirst();
    return new PostgresFacts(
        login.user(),
        rows.of(PostgresQueries.ROLES, PostgresReader::role),
        rows.of(
            version < 160_000 ? PostgresQueries.MEMBERSHIPS_UNTIL_15 : PostgresQueries.MEMBERSHIPS,
            row -> new Membership(row.text(1), row.text(2), row.is(3))),
        rows.of(
            PostgresQueries.DATABASES,
            row -> new Database(row.text(1), row.is(2), row.is(3), row.is(4), row.set(5))),
        rows.of(
            PostgresQueries.OWN_SETTINGS,
            row -> new OwnSetting(row.some(1), row.some(2), row.text(3), row.text(4)),
            AuditSettings.NAMES),
        settings(rows),
        seesSessions
            ? Optional.of(
                rows.of(
                    PostgresQueries.PLAIN_SESSIONS,
                    row -> new PlainSession(row.text(1), row.text(2), row.number(3))))
            : Optional.empty(),
        version < 150_000
            ? List.of()
            : rows.of(PostgresQueries.OPEN_PARAMETERS, row -> row.text(1)),
        List.of(),
        List.of());
  }

  private static Role role(Row row) throws SQLException {
    List<String> names = List.of("SUPERUSER", "CREATEROLE", "CREATEDB", "REPLICATION", "BYPASSRLS");
    Set<String> attributes = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (row.is(3 + i)) {
        attributes.add(names.get(i));
      }
    }
    return new Role(row.text(1), row.is(2), attributes, Expiry.valueOf(row.text(8)));
  }

  private static Map<String, String> settings(Rows rows) throws SQLException {
    var settings = new HashMap<String, String>();
    rows.of(
            PostgresQueries.SETTINGS,
            row -> Map.entry(row.text(1), row.some(2)),
            WantedSetting.NAMES)
        .forEach(read -> read.getValue().ifPresent(value -> settings.put(read.getKey(), value)));
    return settings;
  }

  private static Inside inside(String database, Rows rows) throws SQLException {
    return new Inside(
        database,
        rows.of(PostgresQueries.OPEN_SCHEMAS, row -> row.text(1)),
        rows.of(
            PostgresQueries.OPEN_RELATIONS,
            row -> new OpenRelation(row.text(1), row.text(2), row.is(3), row.lines(4), row.set(5))),
        rows.of(
            PostgresQueries.DEFINERS,
            row -> new Definer(row.text(1), row.text(2), row.text(3), row.text(4), row.is(5))),
        rows.of(
            PostgresQueries.OPEN_DEFAULTS,
            row -> new OpenDefault(row.text(1), row.some(2), row.text(3), row.set(4))),
        rows.of(PostgresQueries.EXTENSIONS, row -> row.text(1), EXTENSIONS),
        rows.of(PostgresQueries.STORED_LOGINS, row -> new StoredLogin(row.text(1), row.text(2))));
  }
}

package dev.auroraguardrails.login;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs queries and makes records of their rows.
final class Rows {
  private final Connection connection;

  Rows(Connection connection) {
    this.connection = connection;
  }

  /// @param <T> what a row becomes
  interface Reading<T> {
    T of(Row row) throws SQLException;
  }

  <T> List<T> of(String sql, Reading<T> reading) throws SQLException {
    return of(sql, reading, List.of());
  }

  /// @param names the query's one parameter; none where it has none
  <T> List<T> of(String sql, Reading<T> reading, List<String> names) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (!names.isEmpty()) {
        statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      }
      try (ResultSet result = statement.executeQuery()) {
        var read = new ArrayList<T>();
        var row = new Row(result);
        while (result.next()) {
          read.add(reading.of(row));
        }
        return read;
      }
    }
  }

  /// The row at hand; columns count from 1.
  record Row(ResultSet result) {
    Optional<String> some(int column) throws SQLException {
      return Optional.ofNullable(result.getString(column));
    }

    String text(int column) throws SQLException {
      return some(column).orElse("");
    }

    int number(int column) throws SQLException {
      return result.getInt(column);
    }

    boolean is(int column) throws SQLException {
      return result.getBoolean(column);
    }

    /// Names of PostgreSQL's own, with commas between them.
    Set<String> set(int column) throws SQLException {
      return parts(column, ",");
    }

    /// Names that may hold a comma, one on each line.
    Set<String> lines(int column) throws SQLException {
      return parts(column, "\n");
    }

    private Set<String> parts(int column, String between) throws SQLException {
      return some(column).stream()
          .flatMap(all -> Arrays.stream(all.split(between, -1)))
          .collect(Collectors.toSet());
    }
  }
}

package dev.auroraguardrails.login;

/// Quotes names, by dialect. They come from catalogs, and anything may stand in them.
final class Sql {
  private Sql() {}

  /// @return the name as an identifier of PostgreSQL: `"my""table"`
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// @return the name as an identifier of MySQL: `` `my``table` ``
  static String backticked(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /// @return the value as a string of PostgreSQL, whose backslashes are ordinary characters
  static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String name(String schema, String name) {
    return name(schema) + "." + name(name);
  }
}

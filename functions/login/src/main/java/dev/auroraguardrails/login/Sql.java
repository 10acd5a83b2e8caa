package dev.auroraguardrails.login;

/// Quotes names for PostgreSQL. They come from its catalogs, and anything may stand in them.
final class Sql {
  private Sql() {}

  /// @return the name as an identifier: `"my""table"`
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String name(String schema, String name) {
    return name(schema) + "." + name(name);
  }
}

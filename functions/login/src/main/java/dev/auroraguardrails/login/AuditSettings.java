package dev.auroraguardrails.login;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings by which a role can be made invisible in the logs.
final class AuditSettings {
  static final List<String> NAMES =
      List.of(
          "log_connections",
          "log_disconnections",
          "log_min_messages",
          "log_statement",
          "pgaudit.log",
          "pgaudit.role");

  private static final Set<String> OFF = Set.of("off", "false", "no", "0", "f", "n", "of", "");

  private static final List<String> STATEMENTS = List.of("none", "ddl", "mod", "all");

  /// https://github.com/pgaudit/pgaudit/blob/main/README.md#pgauditlog
  private static final Set<String> CLASSES =
      Set.of("read", "write", "function", "role", "ddl", "misc", "misc_set");

  private AuditSettings() {}

  /// @param value what a role or database has of its own
  /// @param cluster the cluster's settings, by name
  /// @return whether less is logged by it than without it
  static boolean hides(String name, String value, Map<String, String> cluster) {
    Optional<String> usual = Optional.ofNullable(cluster.get(name));
    String own = value.toLowerCase(Locale.ROOT).strip();
    return switch (name) {
      case "log_connections", "log_disconnections" ->
          OFF.contains(own) && !usual.map(OFF::contains).orElse(false);
      // FATAL and PANIC hide the level LOG, which audit lines have.
      case "log_min_messages" -> own.equals("fatal") || own.equals("panic");
      case "log_statement" -> STATEMENTS.indexOf(own) < STATEMENTS.indexOf(usual.orElse("all"));
      case "pgaudit.log" ->
          !classes(own)
              .containsAll(usual.map(AuditSettings::classes).orElse(Set.of("role", "ddl")));
      case "pgaudit.role" -> !own.equals(usual.orElse("").toLowerCase(Locale.ROOT));
      default -> false;
    };
  }

  /// @return the classes of statements that a value of `pgaudit.log` has written: `all, -misc`
  static Set<String> classes(String value) {
    var classes = new HashSet<String>();
    Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::strip)
        .forEach(
            word -> {
              boolean without = word.startsWith("-");
              String name = without ? word.substring(1) : word;
              Set<String> meant = name.equals("all") ? CLASSES : Set.of(name);
              if (without) {
                classes.removeAll(meant);
              } else if (!name.equals("none") && !name.isEmpty()) {
                classes.addAll(meant);
              }
            });
    return classes;
  }
}

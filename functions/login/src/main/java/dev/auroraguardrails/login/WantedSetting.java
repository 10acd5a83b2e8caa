package dev.auroraguardrails.login;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A setting of a cluster, and what it must be.
record WantedSetting(String name, Predicate<String> enough, String wanted) {
  private static final Set<String> ON = Set.of("on", "1", "true");

  static final List<WantedSetting> ALL =
      List.of(
          new WantedSetting("rds.force_ssl", ON::contains, "1, so that no login goes without TLS"),
          new WantedSetting("ssl", ON::contains, "on"),
          new WantedSetting(
              "ssl_min_protocol_version", Set.of("TLSv1.2", "TLSv1.3")::contains, "TLSv1.2"),
          new WantedSetting(
              "password_encryption",
              "scram-sha-256"::equals,
              "scram-sha-256, so that no new password is kept as MD5"),
          new WantedSetting(
              "rds.accepted_password_auth_method",
              "scram"::equals,
              "scram, so that no login goes by an MD5 hash"),
          new WantedSetting("log_connections", ON::contains, "on, so that logins are seen"),
          new WantedSetting("log_disconnections", ON::contains, "on"),
          new WantedSetting(
              "pgaudit.log",
              value -> AuditSettings.classes(value).containsAll(Set.of("role", "ddl")),
              "at least ddl and role, with pgaudit in shared_preload_libraries"));

  /// The settings that are read: these, and what roles' own are compared with.
  static final List<String> NAMES =
      java.util.stream.Stream.concat(
              ALL.stream().map(WantedSetting::name), AuditSettings.NAMES.stream())
          .distinct()
          .toList();

  /// @param settings the cluster's, by name
  /// @return what is wrong with it; empty when nothing is
  Optional<String> wrong(Map<String, String> settings) {
    String value = settings.get(name);
    if (value == null) {
      return Optional.of("it is not set; wanted " + wanted);
    }
    return enough.test(value)
        ? Optional.empty()
        : Optional.of("it is '%s'; wanted %s".formatted(value, wanted));
  }
}

package dev.auroraguardrails.login;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of an Aurora MySQL cluster that decide how logins go and whether they are seen.
///
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html
final class MysqlSettings {
  static final String TLS_DEMANDED = "require_secure_transport";

  /// Roles that every account holds, with commas between them.
  static final String MANDATORY_ROLES = "mandatory_roles";

  private static final String LIFETIME = "default_password_lifetime";

  private static final Set<String> ON = Set.of("ON", "1");

  private static final Set<String> OFF = Set.of("OFF", "0");

  /// AWS's own may be left out of the audit.
  private static final Set<String> UNHEARD = Set.of("rdsadmin", "rdsproxyadmin", "rdsrepladmin");

  static final List<WantedSetting> ALL =
      List.of(
          new WantedSetting(TLS_DEMANDED, ON::contains, "ON, so that no login goes without TLS"),
          new WantedSetting(
              "tls_version",
              value -> Set.of("TLSv1.2", "TLSv1.3").containsAll(words(value)),
              "TLSv1.2 and TLSv1.3 only"),
          new WantedSetting(
              "server_audit_logging", ON::contains, "ON, so that logins and grants are seen"),
          new WantedSetting(
              "server_audit_events", MysqlSettings::hearsLoginsAndGrants, "CONNECT and QUERY_DCL"),
          new WantedSetting(
              "server_audit_incl_users", String::isBlank, "empty, so that all users are seen"),
          new WantedSetting(
              "server_audit_excl_users",
              value -> value.isBlank() || UNHEARD.containsAll(words(value)),
              "empty, so that no user is left out"),
          new WantedSetting(
              "local_infile", OFF::contains, "OFF, so that no client's file is read by a query"));

  static final Set<String> NAMES =
      Stream.concat(ALL.stream().map(WantedSetting::name), Stream.of(MANDATORY_ROLES, LIFETIME))
          .collect(Collectors.toSet());

  private MysqlSettings() {}

  /// @return whether a connection without TLS is refused to everybody
  static boolean demandTls(Map<String, String> settings) {
    return ON.contains(settings.getOrDefault(TLS_DEMANDED, ""));
  }

  /// @return whether a password without a lifetime of its own stays valid for ever; so it does by
  ///     MySQL's default
  static boolean keepPasswords(Map<String, String> settings) {
    return settings.getOrDefault(LIFETIME, "0").equals("0");
  }

  static List<String> words(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  private static boolean hearsLoginsAndGrants(String value) {
    List<String> events = words(value.toUpperCase(Locale.ROOT));
    return events.contains("CONNECT") && (events.contains("QUERY") || events.contains("QUERY_DCL"));
  }
}

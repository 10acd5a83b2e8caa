package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.SqlFix;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the alerts about logins.
final class LoginAlerts {
  static final Alert.Control ATTEMPTS =
      new Alert.Control(
          "LOGIN-10", "Nobody tries logins to databases, or the master user's", Severity.HIGH);
  static final Alert.Control POWER =
      new Alert.Control("LOGIN-11", "Only expected users hold power in databases", Severity.HIGH);
  static final Alert.Control USERS =
      new Alert.Control(
          "LOGIN-12", "Users and grants of databases do not change unnoticed", Severity.MEDIUM);
  static final Alert.Control WEAK =
      new Alert.Control("LOGIN-13", "Logins to databases are not weak", Severity.MEDIUM);

  private final String account;
  private final String region;

  LoginAlerts(String account, String region) {
    this.account = account;
    this.region = region;
  }

  /// @param why the same for every repeat of this alert
  /// @param sign the line that made the guard look; absent for a look by schedule
  /// @param reason how sure it is, and what to do
  /// @param fix SQL that would put it right, for a person to judge and run
  Alert alert(
      String why,
      Alert.Control control,
      String cluster,
      Optional<LogSign> sign,
      String evidence,
      String reason,
      List<String> fix,
      Instant at) {
    return new Alert(
        Alert.SCHEMA,
        id(cluster, control.id(), why),
        control,
        "arn:%s:rds:%s:%s:cluster:%s".formatted(partition(), region, account, cluster),
        account,
        region,
        event(sign, at),
        Map.of(),
        evidence,
        "alert",
        "alerted",
        reason,
        List.of(),
        Optional.empty(),
        "standing",
        "",
        List.of(),
        fix,
        at);
  }

  /// @return the alert of what was put back, or was to be
  static Alert of(Alert alert, SqlFix fix, SqlFix.Result result) {
    boolean done = result.failure().isEmpty();
    return new Alert(
        alert.schema(),
        alert.alertId(),
        alert.control(),
        alert.resource(),
        alert.account(),
        alert.region(),
        alert.event(),
        alert.changed(),
        alert.evidence(),
        "revert",
        done ? "reverted" : "failed",
        result.failure().orElse("seen to be back"),
        done ? fix.does() : List.of(),
        alert.restored(),
        done ? "in force" : "standing",
        done ? "Sessions that were open stay so, with what they had." : "",
        done ? fix.undoes() : List.of(),
        done ? List.of() : fix.does(),
        alert.at());
  }

  private String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /// Who it was stands in the log alone.
  private static Alert.Event event(Optional<LogSign> sign, Instant at) {
    return new Alert.Event(
        sign.map(LogSign::id).orElse("none"),
        sign.map(LogSign::command).orElse("looked by schedule"),
        sign.map(LogSign::at).orElse(at),
        sign.filter(one -> !one.user().isEmpty())
            .map(one -> one.user() + " (by the log)")
            .orElse("unknown"),
        Optional.empty(),
        Optional.empty(),
        sign.filter(one -> !one.host().isEmpty()).map(LogSign::host).orElse("unknown"));
  }

  private static String id(String... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
      return "inc-" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}

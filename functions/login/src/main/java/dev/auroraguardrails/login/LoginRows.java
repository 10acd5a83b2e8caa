package dev.auroraguardrails.login;

import dev.auroraguardrails.login.LoginRow.Kind;
import dev.auroraguardrails.login.MysqlFacts.Account;
import dev.auroraguardrails.login.PostgresFacts.OwnSetting;
import dev.auroraguardrails.login.PostgresFacts.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What is remembered of a cluster's logins, so that a later look can name what is new.
final class LoginRows {
  private LoginRows() {}

  static List<LoginRow> of(PostgresFacts facts) {
    var rows = new ArrayList<LoginRow>();
    Set<String> byIam = new Memberships(facts.memberships()).allOf("rds_iam");
    facts.roles().stream()
        .filter(role -> !PostgresRoleJudge.isInternal(role.name()))
        .forEach(
            role ->
                rows.add(
                    new LoginRow(
                        Kind.USER, role.name(), value(role, byIam.contains(role.name())))));
    facts.memberships().stream()
        .filter(edge -> !PostgresRoleJudge.isInternal(edge.member()))
        .forEach(
            edge ->
                rows.add(
                    new LoginRow(
                        Kind.GRANT,
                        "%s holds %s".formatted(edge.member(), edge.role()),
                        edge.usable() ? "usable" : "without use")));
    facts.ownSettings().stream()
        .filter(own -> AuditSettings.hides(own.name(), own.value(), facts.settings()))
        .forEach(own -> rows.add(new LoginRow(Kind.SETTING, name(own), own.value())));
    return rows;
  }

  private static String value(Role role, boolean byIam) {
    var words = new ArrayList<String>();
    words.add(
        role.login() ? (byIam ? "logs in by IAM" : "logs in by password") : "does not log in");
    if (role.login() && !byIam) {
      words.add("password ends " + role.expiry().name().toLowerCase(Locale.ROOT));
    }
    words.addAll(new TreeSet<>(role.attributes()));
    return String.join(", ", words);
  }

  static String name(OwnSetting own) {
    return "%s%s has its own %s"
        .formatted(
            own.role().orElse("everybody"),
            own.database().map(name -> " in " + name).orElse(""),
            own.name());
  }

  static List<LoginRow> of(MysqlFacts facts) {
    var rows = new ArrayList<LoginRow>();
    facts.accounts().stream()
        .filter(account -> !account.name().isInternal())
        .forEach(
            account ->
                rows.add(new LoginRow(Kind.USER, account.name().toString(), value(account))));
    facts
        .roles()
        .forEach(
            edge ->
                rows.add(
                    new LoginRow(
                        Kind.GRANT,
                        "%s holds %s".formatted(edge.member(), edge.role()),
                        "usable")));
    return rows;
  }

  private static String value(Account account) {
    var words = new ArrayList<String>();
    words.add(account.plugin().isEmpty() ? "no plugin" : account.plugin());
    if (account.byPassword() && account.emptySecret()) {
      words.add("no password");
    }
    words.add(account.tls().isEmpty() ? "TLS not demanded" : "TLS " + account.tls());
    if (account.locked()) {
      words.add("locked");
    }
    account.lifetime().ifPresent(days -> words.add("password for %d days".formatted(days)));
    words.addAll(new TreeSet<>(account.powers()));
    return String.join(", ", words);
  }
}

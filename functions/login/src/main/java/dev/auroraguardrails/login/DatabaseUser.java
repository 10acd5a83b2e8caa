package dev.auroraguardrails.login;

import dev.auroraguardrails.login.MysqlFacts.Account;
import dev.auroraguardrails.login.PostgresFacts.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A user of a database as far as IAM asks: by its name, whatever host it comes from.
///
/// @param byIam whether AWS's token is what it logs in by
/// @param open whether a login as it is possible at all
public record DatabaseUser(String name, boolean byIam, boolean open) {
  /// AWS's plugin for MySQL, which takes tokens and nothing else.
  private static final String PLUGIN = "AWSAuthenticationPlugin";

  static List<DatabaseUser> of(PostgresFacts facts) {
    Set<String> byIam = new Memberships(facts.memberships()).allOf("rds_iam");
    return facts.roles().stream()
        .filter(role -> !PostgresRoleJudge.isInternal(role.name()))
        .filter(role -> role.login() || byIam.contains(role.name()))
        .map(role -> of(role, byIam))
        .toList();
  }

  private static DatabaseUser of(Role role, Set<String> byIam) {
    return new DatabaseUser(role.name(), byIam.contains(role.name()), role.login());
  }

  /// Of the accounts of one name, any that takes a token makes it a user by IAM.
  static List<DatabaseUser> of(MysqlFacts facts) {
    Map<String, DatabaseUser> users = new TreeMap<>();
    facts.accounts().stream()
        .filter(account -> !account.name().isInternal() && !account.name().user().isEmpty())
        .map(DatabaseUser::of)
        .forEach(user -> users.merge(user.name(), user, DatabaseUser::better));
    return List.copyOf(users.values());
  }

  private static DatabaseUser of(Account account) {
    return new DatabaseUser(
        account.name().user(), account.plugin().equals(PLUGIN), !account.locked());
  }

  private DatabaseUser better(DatabaseUser other) {
    return Stream.of(this, other)
        .max(
            java.util.Comparator.comparing((DatabaseUser user) -> user.byIam && user.open)
                .thenComparing(DatabaseUser::byIam)
                .thenComparing(DatabaseUser::open))
        .orElse(this);
  }
}

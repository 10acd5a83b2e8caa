package dev.auroraguardrails.login;

import dev.auroraguardrails.login.PostgresFacts.Membership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was read of an Aurora MySQL cluster. No password, hash or statement is in it.
///
/// @param reader the account that read it, as the server calls it
/// @param settings by name in lower case; what the server does not know is not in it
/// @param roles who was granted which role, by their quoted names; empty before Aurora MySQL 3
/// @param sessions those over TCP without TLS; absent when the server does not show sessions
/// @param unread what could not be read, and why
record MysqlFacts(
    String reader,
    List<Account> accounts,
    Map<String, String> settings,
    List<Membership> roles,
    Optional<List<PlainSession>> sessions,
    List<Unread> unread) {
  MysqlFacts {
    accounts = List.copyOf(accounts);
    settings = Map.copyOf(settings);
    roles = List.copyOf(roles);
    sessions = sessions.map(List::copyOf);
    unread = List.copyOf(unread);
  }

  /// @return why grants may be missing from it
  Optional<String> missingGrants() {
    return unread.stream()
        .filter(one -> !one.what().equals("performance_schema.threads"))
        .map(Unread::why)
        .findFirst();
  }

  /// An account, or a role, which MySQL keeps as a locked account.
  ///
  /// @param emptySecret whether nothing stands where the password's hash would
  /// @param tls what it demands of a connection: empty, ANY, X509 or SPECIFIED
  /// @param lifetime days until its password expires, 0 for never; absent for the server's default
  /// @param powers privileges on all databases that reach beyond tables
  record Account(
      AccountName name,
      String plugin,
      boolean emptySecret,
      String tls,
      boolean locked,
      Optional<Integer> lifetime,
      Set<String> powers) {
    Account {
      powers = Set.copyOf(powers);
    }

    /// Whether its login is checked against a password of its own.
    boolean byPassword() {
      return PASSWORD_PLUGINS.contains(plugin);
    }

    private static final Set<String> PASSWORD_PLUGINS =
        Set.of(
            "",
            "mysql_native_password",
            "mysql_old_password",
            "sha256_password",
            "caching_sha2_password");
  }

  record PlainSession(String user, String address, int count) {}

  record Unread(String what, String why) {}
}

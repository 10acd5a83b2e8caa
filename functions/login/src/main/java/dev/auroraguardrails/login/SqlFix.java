package dev.auroraguardrails.login;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// SQL that puts back what one row of a cluster's logins changed, with its exact opposite. Its
/// names come from the database's catalog and are quoted; nothing of a log is in it.
///
/// @param row the key of the row that it puts back
/// @param does in one transaction, where the database has such for it
/// @param undoes what brings the change back, in order
public record SqlFix(Kind kind, String row, List<String> does, List<String> undoes) {
  public SqlFix {
    does = List.copyOf(does);
    undoes = List.copyOf(undoes);
  }

  /// What may be put back; each only where it is asked for.
  public enum Kind {
    /// Takes a role from a member that was just given it.
    REVOKE_ROLE,
    /// Takes away a setting of a role's own that hides what it does.
    RESET_SETTING,
    /// Locks an account with an empty password.
    LOCK_ACCOUNT,
    /// Drops an account without a name and without a password.
    DROP_ANONYMOUS,
    /// Demands TLS again of an account that it was demanded of.
    REQUIRE_TLS;

    /// @return its name in settings: `revoke-role`
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException when there is no such kind
    public static Kind of(String id) {
      for (Kind kind : values()) {
        if (kind.id().equals(id)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          "wanted revoke-role, reset-setting, lock-account, drop-anonymous or require-tls, got '%s'"
              .formatted(id));
    }
  }

  /// What became of it.
  ///
  /// @param failure why it was not done; absent when the database shows it done
  public record Result(Optional<String> failure) {
    /// The database shows it done.
    public static final Result DONE = new Result(Optional.empty());

    static Result failed(String why) {
      return new Result(Optional.of(why));
    }
  }
}

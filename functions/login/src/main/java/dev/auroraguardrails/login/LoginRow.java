package dev.auroraguardrails.login;

/// One thing that is so inside a cluster's databases, as far as logins go. No password or hash.
///
/// @param name whom it is about; with the kind, what makes it this row and no other
/// @param value how it stands, in words
public record LoginRow(Kind kind, String name, String value) {
  /// What a row says.
  public enum Kind {
    /// That there is a user, and how it logs in.
    USER,
    /// That somebody holds a role: the name is `member holds role`.
    GRANT,
    /// That a user or database has a setting of its own that hides what it does.
    SETTING
  }

  /// @return what a later state is looked for by
  public String key() {
    return kind + " " + name;
  }
}

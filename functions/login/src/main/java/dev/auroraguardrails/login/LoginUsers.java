package dev.auroraguardrails.login;

import java.util.List;
import java.util.Optional;

/// The users of a cluster's database.
///
/// @param seen absent when the database was not asked, or could not be read
/// @param unseen why not
public record LoginUsers(Optional<List<DatabaseUser>> seen, Optional<String> unseen) {
  /// Nobody asked the database.
  public static final LoginUsers NOT_ASKED =
      new LoginUsers(Optional.empty(), Optional.of("the database was not asked"));

  public LoginUsers {
    seen = seen.map(List::copyOf);
  }

  static LoginUsers of(List<DatabaseUser> users) {
    return new LoginUsers(Optional.of(users), Optional.empty());
  }

  static LoginUsers unseen(String why) {
    return new LoginUsers(Optional.empty(), Optional.of(why));
  }
}

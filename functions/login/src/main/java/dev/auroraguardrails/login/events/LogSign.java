package dev.auroraguardrails.login.events;

import java.time.Instant;

/// What a line of a log hints at. A line can be forged by whoever may have the database write one,
/// so it only makes the guard look. Its SQL is not in it, and no password.
///
/// @param user who did it by the line; empty when it does not say
/// @param host from where by the line; empty when it does not say
/// @param command two words at most: `CREATE ROLE`, `CONNECT`
/// @param id CloudWatch's, of the line
record LogSign(Kind kind, String user, String host, String command, String id, Instant at) {
  enum Kind {
    /// Users, roles or grants may have changed.
    CHANGE,
    /// Somebody logged in.
    LOGIN,
    /// Somebody was refused.
    REFUSAL
  }
}

package dev.auroraguardrails.login;

import java.util.List;
import java.util.Optional;

/// How a cluster's logins stood at one look.
///
/// @param rows absent when not all of it could be seen: then nothing that is not in it is gone
/// @param findings what is wrong, the worst first
/// @param unseen why not all of it could be seen
public record LoginState(
    Optional<List<LoginRow>> rows, List<LoginFinding> findings, Optional<String> unseen) {
  public LoginState {
    rows = rows.map(List::copyOf);
    findings = List.copyOf(findings);
  }

  static LoginState unseen(String why) {
    return new LoginState(Optional.empty(), List.of(), Optional.of(why));
  }
}

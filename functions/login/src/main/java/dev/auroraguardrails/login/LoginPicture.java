package dev.auroraguardrails.login;

import java.util.List;
import java.util.Optional;

/// Who can log in to a cluster by IAM, and as whom: the cluster's setting, the database's users and
/// the account's policies together. Policies of the organization are not in it.
///
/// @param iamLogins whether the cluster takes tokens at all
/// @param databaseUnseen why the database's users are not in it, so that IAM speaks alone
/// @param users each with those who can become it
/// @param anyUser those who can log in as any user, whatever it is called
/// @param unjudged roles and users of which nobody can say, which is no pass
public record LoginPicture(
    String cluster,
    String engine,
    String resourceId,
    boolean iamLogins,
    Optional<String> databaseUnseen,
    List<User> users,
    List<Way> anyUser,
    List<Unjudged> unjudged) {
  public LoginPicture {
    users = List.copyOf(users);
    anyUser = List.copyOf(anyUser);
    unjudged = List.copyOf(unjudged);
  }

  /// @param name as the database has it; or as a policy writes it, with `*` and `?`
  /// @param deadEnd why nobody gets in by it, for as long as nothing else changes
  public record User(String name, List<Way> ways, Optional<String> deadEnd) {
    public User {
      ways = List.copyOf(ways);
    }
  }

  /// @param principal the ARN of a role or user
  /// @param policy by which
  /// @param conditional whether conditions must hold that nobody knows beforehand
  public record Way(String principal, String policy, boolean conditional) {}

  public record Unjudged(String principal, String why) {}
}

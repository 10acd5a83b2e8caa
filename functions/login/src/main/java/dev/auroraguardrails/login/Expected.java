package dev.auroraguardrails.login;

import java.util.Set;

/// What a cluster's logins are held against.
///
/// @param mighty users that may hold `rds_superuser`, predefined roles and attributes; the master
///     user always may; an account of MySQL with its host, `user@host`, unless that is `%`
/// @param passwords whether logins by password are as wanted as those by IAM
public record Expected(Set<String> mighty, boolean passwords) {
  public Expected {
    mighty = Set.copyOf(mighty);
  }
}

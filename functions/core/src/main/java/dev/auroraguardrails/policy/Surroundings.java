package dev.auroraguardrails.policy;

import java.util.List;
import java.util.Optional;

/// What is known of the account that a document is meant for.
///
/// @param account its number; where it is unknown, the accounts that the document names are tried
/// @param regions its Regions; where there are none, those that the document names are tried
/// @param administrators database users that are administrators, besides the usual ones
/// @param services services that may assume roles; where there are none, all may
/// @param trustedAccounts accounts beside the own one whose principals are no strangers
public record Surroundings(
    Optional<String> account,
    List<String> regions,
    List<String> administrators,
    List<String> services,
    List<String> trustedAccounts) {
  public static final Surroundings UNKNOWN =
      new Surroundings(Optional.empty(), List.of(), List.of(), List.of(), List.of());

  public Surroundings {
    regions = List.copyOf(regions);
    administrators = List.copyOf(administrators);
    services = List.copyOf(services);
    trustedAccounts = List.copyOf(trustedAccounts);
  }
}

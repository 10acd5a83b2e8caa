package dev.auroraguardrails.policy;

import java.util.List;
import java.util.Map;

/// The Principal or NotPrincipal of a statement.
///
/// @param negated whether it is a NotPrincipal
/// @param byType ids by `AWS`, `Service`, `Federated`, `CanonicalUser`; everyone is `AWS` `*`
public record Principals(boolean negated, Map<String, List<String>> byType) {
  /// Whoever a trust policy is tried for.
  ///
  /// @param type `AWS`, `Service`, `Federated`, `CanonicalUser`
  /// @param id an ARN, an account, a service's name
  public record Caller(String type, String id) {}

  public List<String> ids(String type) {
    return byType.getOrDefault(type, List.of());
  }

  boolean covers(Caller caller) {
    boolean named =
        ids("AWS").contains("*") || ids(caller.type()).stream().anyMatch(id -> isOne(id, caller));
    return named != negated;
  }

  /// An account stands for everyone in it, whether written by its number or as its root.
  private static boolean isOne(String id, Caller caller) {
    if (id.equals("*") || id.equals(caller.id())) {
      return true;
    }
    return caller.type().equals("AWS")
        && accountOf(id).equals(accountOf(caller.id()))
        && isAccount(id);
  }

  /// @return whether it names a whole account: `123456789012`, `arn:aws:iam::123456789012:root`
  public static boolean isAccount(String id) {
    return isNumber(id) || (id.startsWith("arn:") && id.endsWith(":root"));
  }

  /// @return the account of an ARN or of itself; empty when it has none
  public static String accountOf(String id) {
    if (isNumber(id)) {
      return id;
    }
    List<String> segments = ResourceName.of(id).segments();
    return segments.isEmpty() ? "" : segments.get(4);
  }

  private static boolean isNumber(String id) {
    return id.length() == 12 && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}

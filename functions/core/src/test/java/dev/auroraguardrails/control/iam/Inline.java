package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Roles and users with an inline policy `ops`, or known to have none.
final class Inline {
  private Inline() {}

  /// @param document single quotes stand for double ones
  static IamPrincipal on(String role, String document) {
    return on(Kind.ROLE, role, document);
  }

  static IamPrincipal on(Kind kind, String name, String document) {
    return new IamPrincipal(
        Given.id(kind, name),
        Map.of(),
        List.of(new InlinePolicy("ops", document.replace('\'', '"'))),
        Optional.empty());
  }

  static IamPrincipal none(String role) {
    return none(Kind.ROLE, role);
  }

  static IamPrincipal none(Kind kind, String name) {
    return new IamPrincipal(
        Given.id(kind, name),
        Map.of(),
        List.of(),
        Optional.empty(),
        new Details(Optional.of("AROA1"), Optional.of(Set.of()), Optional.empty()));
  }
}

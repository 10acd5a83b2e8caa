package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The documents that calls on IAM put.
final class IamRequest {
  private IamRequest() {}

  /// @return what of the principal has to be read in full: the policies that the call names
  static Set<String> parts(ChangeEvent event) {
    var parts = new HashSet<String>();
    text(event, "policyArn").ifPresent(parts::add);
    text(event, "policyName").map(IamPrincipal::inlinePart).ifPresent(parts::add);
    trust(event).ifPresent(document -> parts.add(IamPrincipal.TRUST));
    return parts;
  }

  /// @return whether the call put what the subject names
  static boolean touches(ChangeEvent event, String subject) {
    return text(event, "policyArn").filter(subject::equals).isPresent()
        || text(event, "policyName").filter(subject::equals).isPresent()
        || (subject.equals(IamPrincipal.TRUST) && trust(event).isPresent());
  }

  /// @return the trust policy that the call gave a role
  static Optional<String> trust(ChangeEvent event) {
    return switch (event.name()) {
      case "CreateRole" -> text(event, "assumeRolePolicyDocument");
      case "UpdateAssumeRolePolicy" -> text(event, "policyDocument");
      default -> Optional.empty();
    };
  }

  /// @return the inline policy that the call put
  static Optional<InlinePolicy> inline(ChangeEvent event) {
    return text(event, "policyName")
        .flatMap(name -> text(event, "policyDocument").map(doc -> new InlinePolicy(name, doc)));
  }

  private static Optional<String> text(ChangeEvent event, String member) {
    return Optional.of(event.request().path(member).asText()).filter(text -> !text.isEmpty());
  }
}

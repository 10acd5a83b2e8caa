package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What calls on IAM ask for, by CloudTrail's `requestParameters`.
public final class IamRequest {
  private static final Set<String> CREATIONS = Set.of("CreateRole", "CreateUser", "CreateGroup");

  /// Calls that give a user another way to sign in.
  private static final Set<String> LOGINS =
      Set.of("CreateAccessKey", "UpdateAccessKey", "CreateLoginProfile", "UpdateLoginProfile");

  private IamRequest() {}

  /// @return what of the principal has to be read in full: the policies that the call names
  public static Set<String> parts(ChangeEvent event) {
    var parts = new HashSet<String>();
    policyArn(event)
        .map(arn -> event.name().startsWith("Detach") ? IamPrincipal.detachedPart(arn) : arn)
        .ifPresent(parts::add);
    policyName(event).map(IamPrincipal::inlinePart).ifPresent(parts::add);
    group(event).map(IamPrincipal::groupPart).ifPresent(parts::add);
    if (CREATIONS.contains(event.name())) {
      parts.add(IamPrincipal.INLINE_NAMES);
    }
    if (setsBoundary(event) || givesALogin(event)) {
      parts.add(IamPrincipal.EVERYTHING);
    }
    if (givesALogin(event)) {
      parts.add(IamPrincipal.INLINE_NAMES);
    }
    return parts;
  }

  /// @return whether the call put what the subject names
  public static boolean touches(ChangeEvent event, String subject) {
    return policyArn(event).filter(subject::equals).isPresent()
        || policyName(event).filter(subject::equals).isPresent()
        || (subject.equals(IamPrincipal.TRUST) && trust(event).isPresent())
        || (subject.equals(IamPrincipal.BOUNDARY) && setsBoundary(event))
        || (subject.equals(IamPrincipal.LOGIN) && LOGINS.contains(event.name()))
        || group(event).map(IamPrincipal::groupPart).filter(subject::equals).isPresent();
  }

  /// @return the managed policy that the call attached or detached
  public static Optional<String> policyArn(ChangeEvent event) {
    return text(event, "policyArn");
  }

  /// @return the group that the call took a user into
  public static Optional<String> group(ChangeEvent event) {
    return event.name().equals("AddUserToGroup") ? text(event, "groupName") : Optional.empty();
  }

  /// @return whether the call gave a user another way to sign in
  public static boolean givesALogin(ChangeEvent event) {
    return LOGINS.contains(event.name());
  }

  /// @return whether the call put or took away a permissions boundary
  public static boolean setsBoundary(ChangeEvent event) {
    return event.name().endsWith("PermissionsBoundary");
  }

  /// @return the permissions boundary that the call put; empty where it took one away
  public static Optional<String> boundary(ChangeEvent event) {
    return event.name().startsWith("Put") ? text(event, "permissionsBoundary") : Optional.empty();
  }

  /// @return the trust policy that the call gave a role
  public static Optional<String> trust(ChangeEvent event) {
    return switch (event.name()) {
      case "CreateRole" -> text(event, "assumeRolePolicyDocument");
      case "UpdateAssumeRolePolicy" -> text(event, "policyDocument");
      default -> Optional.empty();
    };
  }

  /// @return the inline policy that the call put
  public static Optional<InlinePolicy> inline(ChangeEvent event) {
    return policyName(event).flatMap(name -> document(event).map(d -> new InlinePolicy(name, d)));
  }

  /// @return the inline policy that the call put or deleted; `CreatePolicy` names a managed one so
  public static Optional<String> policyName(ChangeEvent event) {
    return event.name().equals("CreatePolicy") ? Optional.empty() : text(event, "policyName");
  }

  /// @return the version of a managed policy that the call put in force; empty where it did not
  public static Optional<String> versionInForce(ChangeEvent event) {
    return switch (event.name()) {
      case "CreatePolicy" -> Optional.of("v1");
      case "CreatePolicyVersion" ->
          event.request().path("setAsDefault").asBoolean()
              ? Optional.of(event.response().at("/policyVersion/versionId").asText())
                  .filter(version -> !version.isEmpty())
              : Optional.empty();
      case "SetDefaultPolicyVersion" -> text(event, "versionId");
      default -> Optional.empty();
    };
  }

  /// @return the document that the call carries
  public static Optional<String> document(ChangeEvent event) {
    return text(event, "policyDocument");
  }

  private static Optional<String> text(ChangeEvent event, String member) {
    return Optional.of(event.request().path(member).asText()).filter(text -> !text.isEmpty());
  }
}

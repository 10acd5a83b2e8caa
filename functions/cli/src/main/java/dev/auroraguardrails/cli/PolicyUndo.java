package dev.auroraguardrails.cli;

import dev.auroraguardrails.iam.PolicyGiver;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;

/// Has policies as a revert found them.
final class PolicyUndo {
  private PolicyUndo() {}

  /// Gives an inline policy back that a revert took away.
  static void put(IamClient iam, DeleteInlinePolicy deleted) {
    new PolicyGiver(iam)
        .give(
            new GivePolicyBack(
                deleted.target(),
                Part.INLINE,
                deleted.name(),
                new Step<>(Optional.empty(), deleted.document())));
  }

  /// Takes away again what a revert gave back, or puts what stood in its place.
  static void takeAgain(IamClient iam, GivePolicyBack given) {
    Optional<String> found = given.value().found();
    if (found.isPresent()) {
      new PolicyGiver(iam)
          .give(
              new GivePolicyBack(
                  given.target(),
                  given.part(),
                  given.name(),
                  new Step<>(Optional.of(given.value().to()), found.get())));
      return;
    }
    switch (given.part()) {
      case INLINE -> delete(iam, given.target(), given.name());
      case ATTACHED -> detach(iam, given.target(), given.value().to());
      case TRUST -> throw new IllegalArgumentException("a role has a trust policy always");
      case BOUNDARY -> unbind(iam, given.target());
    }
  }

  private static void delete(IamClient iam, ResourceId id, String policy) {
    if (id.kind() == Kind.USER) {
      iam.deleteUserPolicy(r -> r.userName(id.name()).policyName(policy));
    } else if (id.kind() == Kind.GROUP) {
      iam.deleteGroupPolicy(r -> r.groupName(id.name()).policyName(policy));
    } else {
      iam.deleteRolePolicy(r -> r.roleName(id.name()).policyName(policy));
    }
  }

  private static void detach(IamClient iam, ResourceId id, String arn) {
    if (id.kind() == Kind.USER) {
      iam.detachUserPolicy(r -> r.userName(id.name()).policyArn(arn));
    } else if (id.kind() == Kind.GROUP) {
      iam.detachGroupPolicy(r -> r.groupName(id.name()).policyArn(arn));
    } else {
      iam.detachRolePolicy(r -> r.roleName(id.name()).policyArn(arn));
    }
  }

  private static void unbind(IamClient iam, ResourceId id) {
    if (id.kind() == Kind.USER) {
      iam.deleteUserPermissionsBoundary(r -> r.userName(id.name()));
    } else {
      iam.deleteRolePermissionsBoundary(r -> r.roleName(id.name()));
    }
  }
}

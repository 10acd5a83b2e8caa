package dev.auroraguardrails.iam;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.RemoveUserFromGroup;
import dev.auroraguardrails.model.Remediation.SetDefaultPolicyVersion;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Remediator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ConcurrentModificationException;
import software.amazon.awssdk.services.iam.model.EntityTemporarilyUnmodifiableException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/// Detaches managed policies, deletes inline ones, puts earlier versions in force again, and has
/// given back what may be given back.
public final class IamRemediator implements Remediator {
  private final IamClient iam;
  private final IamInventory inventory;
  private final Restorer restorer;

  /// With the rights to everything.
  public IamRemediator(IamClient iam, IamInventory inventory) {
    this(iam, inventory, Restorer.by(iam));
  }

  /// @param restorer gives back what only it may
  IamRemediator(IamClient iam, IamInventory inventory, Restorer restorer) {
    this.iam = iam;
    this.inventory = inventory;
    this.restorer = restorer;
  }

  @Override
  public Applied apply(Remediation remediation) {
    return switch (remediation) {
      case DetachPolicy d -> tried(d.target(), Set.of(), () -> detach(d.target(), d.policyArn()));
      case DeleteInlinePolicy d ->
          tried(
              d.target(),
              Set.of(IamPrincipal.inlinePart(d.name())),
              () -> delete(d.target(), d.name()));
      case SetDefaultPolicyVersion s -> inForce(s);
      case RemoveUserFromGroup g ->
          tried(
              g.target(),
              Set.of(IamPrincipal.groupPart(g.group())),
              () ->
                  iam.removeUserFromGroup(r -> r.userName(g.target().name()).groupName(g.group()))
                      .responseMetadata());
      case GivePolicyBack g -> give(g);
      case Remediation.ModifyDbCluster m -> throw foreign(m);
      case Remediation.UnshareDbClusterSnapshot u -> throw foreign(u);
      case Remediation.ModifyDbInstance m -> throw foreign(m);
      case Remediation.SetClusterParameters s -> throw foreign(s);
      case Remediation.DisableHttpEndpoint d -> throw foreign(d);
      case Remediation.RemoveClusterRole r -> throw foreign(r);
      case Remediation.StartActivityStream s -> throw foreign(s);
      case Remediation.RestoreMonitoring m -> throw foreign(m);
      case Remediation.EnableEventSubscription e -> throw foreign(e);
      case Remediation.CancelExport c -> throw foreign(c);
      case Remediation.DeleteIntegration d -> throw foreign(d);
      case Remediation.RevokeIngressRules r -> throw foreign(r);
      case Remediation.RevokeEgressRules r -> throw foreign(r);
      case Remediation.RestorePrefixList r -> throw foreign(r);
      case Remediation.RestoreRoute r -> throw foreign(r);
      case Remediation.RestoreAclEntry r -> throw foreign(r);
      case Remediation.ModifySecurityGroupRules rules -> throw foreign(rules);
      case Remediation.CancelKeyDeletion c -> throw foreign(c);
      case Remediation.EnableKey e -> throw foreign(e);
      case Remediation.RestoreSecret secret -> throw foreign(secret);
      case Remediation.ResumeRotation rotation -> throw foreign(rotation);
      case Remediation.PutKeyPolicy policy -> throw foreign(policy);
      case Remediation.PutSecretPolicy policy -> throw foreign(policy);
      case Remediation.RevokeGrant grant -> throw foreign(grant);
      case Remediation.SetLogRetention days -> throw foreign(days);
    };
  }

  private Applied tried(ResourceId target, Set<String> parts, Supplier<AwsResponseMetadata> call) {
    String requestId;
    try {
      requestId = call.get().requestId();
    } catch (NoSuchEntityException e) {
      // What was to be taken away is gone, or all of it; the read-back tells which.
      requestId = Optional.ofNullable(e.requestId()).orElse("");
    } catch (ConcurrentModificationException | EntityTemporarilyUnmodifiableException e) {
      return new Applied.Busy(ServiceErrors.reason(e));
    } catch (AwsServiceException e) {
      return ServiceErrors.refused(e);
    }
    return new Applied.Done(inventory.read(target, parts), requestId);
  }

  private Applied give(GivePolicyBack back) {
    Restorer.Given given = restorer.give(back);
    if (given.busy().isPresent()) {
      return new Applied.Busy(given.busy().get());
    }
    if (given.refused().isPresent()) {
      return new Applied.Refused(given.refused().get());
    }
    Set<String> parts =
        switch (back.part()) {
          case INLINE -> Set.of(IamPrincipal.inlinePart(back.name()));
          case ATTACHED, TRUST, BOUNDARY -> Set.of();
        };
    return new Applied.Done(inventory.read(back.target(), parts), given.requestId().orElse(""));
  }

  /// The earlier version may have been deleted: a policy has five at the most.
  private Applied inForce(SetDefaultPolicyVersion set) {
    var missing = new AtomicBoolean();
    Applied applied =
        tried(
            set.target(),
            Set.of(),
            () -> {
              try {
                return iam.setDefaultPolicyVersion(
                        r -> r.policyArn(set.target().arn()).versionId(set.version().to()))
                    .responseMetadata();
              } catch (NoSuchEntityException e) {
                missing.set(true);
                throw e;
              }
            });
    return missing.get() && applied instanceof Applied.Done done && done.after().isPresent()
        ? new Applied.Refused("NoSuchEntity: version " + set.version().to() + " is not there")
        : applied;
  }

  private AwsResponseMetadata detach(ResourceId id, String policy) {
    String name = id.name();
    if (id.kind() == Kind.USER) {
      return iam.detachUserPolicy(r -> r.userName(name).policyArn(policy)).responseMetadata();
    }
    if (id.kind() == Kind.GROUP) {
      return iam.detachGroupPolicy(r -> r.groupName(name).policyArn(policy)).responseMetadata();
    }
    return iam.detachRolePolicy(r -> r.roleName(name).policyArn(policy)).responseMetadata();
  }

  private AwsResponseMetadata delete(ResourceId id, String policy) {
    String name = id.name();
    if (id.kind() == Kind.USER) {
      return iam.deleteUserPolicy(r -> r.userName(name).policyName(policy)).responseMetadata();
    }
    if (id.kind() == Kind.GROUP) {
      return iam.deleteGroupPolicy(r -> r.groupName(name).policyName(policy)).responseMetadata();
    }
    return iam.deleteRolePolicy(r -> r.roleName(name).policyName(policy)).responseMetadata();
  }

  private static IllegalArgumentException foreign(Remediation remediation) {
    return new IllegalArgumentException("wanted a policy to take away, got " + remediation);
  }
}

package dev.auroraguardrails.iam;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Remediator;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ConcurrentModificationException;
import software.amazon.awssdk.services.iam.model.EntityTemporarilyUnmodifiableException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/// Detaches managed policies.
public final class IamRemediator implements Remediator {
  private final IamClient iam;
  private final IamInventory inventory;

  public IamRemediator(IamClient iam, IamInventory inventory) {
    this.iam = iam;
    this.inventory = inventory;
  }

  @Override
  public Applied apply(Remediation remediation) {
    return switch (remediation) {
      case DetachPolicy detach -> detach(detach);
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

  private Applied detach(DetachPolicy detach) {
    String requestId;
    try {
      requestId = call(detach.target(), detach.policyArn()).requestId();
    } catch (NoSuchEntityException e) {
      // The attachment or the principal is gone; the read-back tells which.
      requestId = Optional.ofNullable(e.requestId()).orElse("");
    } catch (ConcurrentModificationException | EntityTemporarilyUnmodifiableException e) {
      return new Applied.Busy(ServiceErrors.reason(e));
    } catch (AwsServiceException e) {
      return ServiceErrors.refused(e);
    }
    return new Applied.Done(inventory.read(detach.target(), Set.of()), requestId);
  }

  private AwsResponseMetadata call(ResourceId id, String policy) {
    return switch (id.kind()) {
      case ROLE ->
          iam.detachRolePolicy(r -> r.roleName(id.name()).policyArn(policy)).responseMetadata();
      case USER ->
          iam.detachUserPolicy(r -> r.userName(id.name()).policyArn(policy)).responseMetadata();
      case GROUP ->
          iam.detachGroupPolicy(r -> r.groupName(id.name()).policyArn(policy)).responseMetadata();
      case DB_CLUSTER,
          DB_CLUSTER_SNAPSHOT,
          DB_INSTANCE,
          DB_CLUSTER_PARAMETER_GROUP,
          GLOBAL_CLUSTER,
          DB_SUBNET_GROUP,
          AUTOMATED_BACKUP,
          BLUE_GREEN_DEPLOYMENT,
          EVENT_SUBSCRIPTION,
          EXPORT_TASK,
          INTEGRATION,
          SECURITY_GROUP,
          ENCRYPTION_KEY,
          SECRET,
          LOG_GROUP,
          BACKUP_PLAN,
          BACKUP_VAULT,
          DETECTOR,
          PREFIX_LIST,
          ROUTE_TABLE,
          NETWORK_ACL,
          VPC_PART ->
          throw new IllegalArgumentException("wanted a role, user or group, got " + id);
    };
  }

  private static IllegalArgumentException foreign(Remediation remediation) {
    return new IllegalArgumentException("wanted a policy to detach, got " + remediation);
  }
}

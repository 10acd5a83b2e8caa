package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.CancelKeyDeletion;
import dev.auroraguardrails.model.Remediation.EnableKey;
import dev.auroraguardrails.model.Remediation.PutKeyPolicy;
import dev.auroraguardrails.model.Remediation.PutSecretPolicy;
import dev.auroraguardrails.model.Remediation.RestoreSecret;
import dev.auroraguardrails.model.Remediation.ResumeRotation;
import dev.auroraguardrails.model.Remediation.RevokeGrant;
import dev.auroraguardrails.model.Remediation.SetLogRetention;
import dev.auroraguardrails.model.Resource.DatabaseSecret.Rotation;
import dev.auroraguardrails.port.Remediator;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Puts keys, secrets and log groups back.
public final class AdjacentRemediator implements Remediator {
  private static final Set<String> GONE = Set.of("NotFoundException", "ResourceNotFoundException");
  private static final Set<String> BUSY =
      Set.of("KMSInvalidStateException", "OperationAbortedException");

  private final AdjacentClients clients;
  private final AdjacentInventory inventory;

  public AdjacentRemediator(AdjacentClients clients, AdjacentInventory inventory) {
    this.clients = clients;
    this.inventory = inventory;
  }

  @Override
  public Applied apply(Remediation remediation) {
    String requestId;
    try {
      requestId = call(remediation).requestId();
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails().errorCode();
      if (BUSY.contains(code)) {
        return new Applied.Busy(ServiceErrors.reason(e));
      }
      if (!GONE.contains(code)) {
        return ServiceErrors.refused(e);
      }
      // The key, the grant or the secret is gone; the read-back tells which.
      requestId = Optional.ofNullable(e.requestId()).orElse("");
    }
    return new Applied.Done(inventory.readBack(remediation), requestId);
  }

  private AwsResponseMetadata call(Remediation remediation) {
    String name = remediation.target().name();
    return switch (remediation) {
      case CancelKeyDeletion c ->
          clients.kms().cancelKeyDeletion(r -> r.keyId(name)).responseMetadata();
      case EnableKey e -> clients.kms().enableKey(r -> r.keyId(name)).responseMetadata();
      case PutKeyPolicy p ->
          clients
              .kms()
              .putKeyPolicy(r -> r.keyId(name).policyName("default").policy(p.policy().to()))
              .responseMetadata();
      case RevokeGrant g ->
          clients.kms().revokeGrant(r -> r.keyId(name).grantId(g.grant().id())).responseMetadata();
      case RestoreSecret s ->
          clients.secrets().restoreSecret(r -> r.secretId(s.target().arn())).responseMetadata();
      case ResumeRotation r -> rotate(r);
      case PutSecretPolicy p -> put(p);
      case SetLogRetention s -> keep(s);
      case Remediation.ModifyDbCluster m -> throw foreign(m);
      case Remediation.ModifyDbInstance m -> throw foreign(m);
      case Remediation.SetClusterParameters s -> throw foreign(s);
      case Remediation.DisableHttpEndpoint d -> throw foreign(d);
      case Remediation.RemoveClusterRole r -> throw foreign(r);
      case Remediation.StartActivityStream s -> throw foreign(s);
      case Remediation.RestoreMonitoring m -> throw foreign(m);
      case Remediation.EnableEventSubscription e -> throw foreign(e);
      case Remediation.CancelExport c -> throw foreign(c);
      case Remediation.DeleteIntegration d -> throw foreign(d);
      case Remediation.UnshareDbClusterSnapshot u -> throw foreign(u);
      case Remediation.RevokeIngressRules r -> throw foreign(r);
      case Remediation.RevokeEgressRules r -> throw foreign(r);
      case Remediation.RestorePrefixList r -> throw foreign(r);
      case Remediation.RestoreRoute r -> throw foreign(r);
      case Remediation.RestoreAclEntry r -> throw foreign(r);
      case Remediation.ModifySecurityGroupRules rules -> throw foreign(rules);
      case Remediation.DetachPolicy d -> throw foreign(d);
      case Remediation.DeleteInlinePolicy d -> throw foreign(d);
      case Remediation.SetDefaultPolicyVersion s -> throw foreign(s);
      case Remediation.RemoveUserFromGroup g -> throw foreign(g);
      case Remediation.GivePolicyBack g -> throw foreign(g);
    };
  }

  private AwsResponseMetadata rotate(ResumeRotation wanted) {
    Rotation rotation = wanted.rotation();
    return clients
        .secrets()
        .rotateSecret(
            r -> {
              r.secretId(wanted.target().arn()).rotateImmediately(false);
              rotation.function().ifPresent(r::rotationLambdaARN);
              r.rotationRules(
                  rules -> {
                    rotation.days().ifPresent(rules::automaticallyAfterDays);
                    rotation.schedule().ifPresent(rules::scheduleExpression);
                    rotation.window().ifPresent(rules::duration);
                  });
            })
        .responseMetadata();
  }

  /// AWS looks at it once more, and refuses what would let the world in.
  private AwsResponseMetadata put(PutSecretPolicy wanted) {
    String arn = wanted.target().arn();
    String policy = wanted.policy().to();
    return policy.isEmpty()
        ? clients.secrets().deleteResourcePolicy(r -> r.secretId(arn)).responseMetadata()
        : clients
            .secrets()
            .putResourcePolicy(r -> r.secretId(arn).resourcePolicy(policy).blockPublicPolicy(true))
            .responseMetadata();
  }

  private AwsResponseMetadata keep(SetLogRetention wanted) {
    String name = wanted.target().name();
    int days = wanted.days().to();
    return days == 0
        ? clients.logs().deleteRetentionPolicy(r -> r.logGroupName(name)).responseMetadata()
        : clients
            .logs()
            .putRetentionPolicy(r -> r.logGroupName(name).retentionInDays(days))
            .responseMetadata();
  }

  private static IllegalArgumentException foreign(Remediation remediation) {
    return new IllegalArgumentException(
        "wanted a remediation of the adjacent family, got " + remediation);
  }
}

package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.CancelKeyDeletion;
import dev.auroraguardrails.model.Remediation.EnableKey;
import dev.auroraguardrails.port.Remediator;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// Keeps KMS keys from being deleted and lets them be used again.
public final class AdjacentRemediator implements Remediator {
  private final KmsClient kms;
  private final AdjacentInventory inventory;

  public AdjacentRemediator(AdjacentClients clients, AdjacentInventory inventory) {
    this.kms = clients.kms();
    this.inventory = inventory;
  }

  @Override
  public Applied apply(Remediation remediation) {
    String requestId;
    try {
      requestId = call(remediation).requestId();
    } catch (NotFoundException e) {
      return new Applied.Done(Optional.empty(), Optional.ofNullable(e.requestId()).orElse(""));
    } catch (KmsInvalidStateException e) {
      return new Applied.Busy(ServiceErrors.reason(e));
    } catch (AwsServiceException e) {
      return ServiceErrors.refused(e);
    }
    return new Applied.Done(inventory.readBack(remediation.target()), requestId);
  }

  private AwsResponseMetadata call(Remediation remediation) {
    String name = remediation.target().name();
    return switch (remediation) {
      case CancelKeyDeletion c -> kms.cancelKeyDeletion(r -> r.keyId(name)).responseMetadata();
      case EnableKey e -> kms.enableKey(r -> r.keyId(name)).responseMetadata();
      case Remediation.ModifyDbCluster m -> throw foreign(m);
      case Remediation.ModifyDbInstance m -> throw foreign(m);
      case Remediation.SetClusterParameters s -> throw foreign(s);
      case Remediation.DisableHttpEndpoint d -> throw foreign(d);
      case Remediation.UnshareDbClusterSnapshot u -> throw foreign(u);
      case Remediation.RevokeIngressRules r -> throw foreign(r);
      case Remediation.ModifySecurityGroupRules rules -> throw foreign(rules);
      case Remediation.DetachPolicy d -> throw foreign(d);
    };
  }

  private static IllegalArgumentException foreign(Remediation remediation) {
    return new IllegalArgumentException(
        "wanted a remediation of the adjacent family, got " + remediation);
  }
}

package dev.auroraguardrails.network;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.port.Remediator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/// Revokes ingress rules.
public final class NetworkRemediator implements Remediator {
  private static final Set<String> RULE_GONE =
      Set.of("InvalidSecurityGroupRuleId.NotFound", "InvalidPermission.NotFound");

  private final Ec2Client ec2;
  private final NetworkInventory inventory;

  public NetworkRemediator(Ec2Client ec2, NetworkInventory inventory) {
    this.ec2 = ec2;
    this.inventory = inventory;
  }

  @Override
  public Applied apply(Remediation remediation) {
    return switch (remediation) {
      case RevokeIngressRules revoke -> revoke(revoke);
      case Remediation.ModifyDbCluster m -> throw foreign(m);
      case Remediation.UnshareDbClusterSnapshot u -> throw foreign(u);
      case Remediation.ModifyDbInstance m -> throw foreign(m);
      case Remediation.SetClusterParameters s -> throw foreign(s);
      case Remediation.DetachPolicy d -> throw foreign(d);
    };
  }

  private Applied revoke(RevokeIngressRules revoke) {
    String requestId;
    try {
      requestId =
          revoke(revoke.target(), revoke.rules().stream().map(SecurityGroupRule::id).toList());
    } catch (Ec2Exception e) {
      if (NetworkInventory.isGone(e)) {
        return new Applied.Done(Optional.empty(), requestId(e));
      }
      return ServiceErrors.refused(e);
    }
    return new Applied.Done(inventory.readBack(revoke.target()), requestId);
  }

  /// One rule that is gone fails the whole call and nothing is revoked: then each by itself.
  ///
  /// @return the id of the last call that revoked something, or of the one that found nothing
  private String revoke(ResourceId group, List<String> rules) {
    try {
      return ec2.revokeSecurityGroupIngress(
              r -> r.groupId(group.name()).securityGroupRuleIds(rules))
          .responseMetadata()
          .requestId();
    } catch (Ec2Exception e) {
      if (!RULE_GONE.contains(e.awsErrorDetails().errorCode())) {
        throw e;
      }
      return rules.size() == 1 ? requestId(e) : revokeSingly(group, rules);
    }
  }

  private String revokeSingly(ResourceId group, List<String> rules) {
    String last = "";
    for (String rule : rules) {
      try {
        last =
            ec2.revokeSecurityGroupIngress(r -> r.groupId(group.name()).securityGroupRuleIds(rule))
                .responseMetadata()
                .requestId();
      } catch (Ec2Exception e) {
        if (!RULE_GONE.contains(e.awsErrorDetails().errorCode())) {
          throw e;
        }
      }
    }
    return last;
  }

  private static String requestId(Ec2Exception e) {
    return Optional.ofNullable(e.requestId()).orElse("");
  }

  private static IllegalArgumentException foreign(Remediation remediation) {
    return new IllegalArgumentException("wanted ingress rules to revoke, got " + remediation);
  }
}

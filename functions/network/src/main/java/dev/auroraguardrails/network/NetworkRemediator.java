package dev.auroraguardrails.network;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RestoreAclEntry;
import dev.auroraguardrails.model.Remediation.RestorePrefixList;
import dev.auroraguardrails.model.Remediation.RestoreRoute;
import dev.auroraguardrails.model.Remediation.RevokeEgressRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Route;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.port.Remediator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/// Revokes rules, and gives rules, prefix lists, routes and entries of network ACLs their earlier
/// form back.
public final class NetworkRemediator implements Remediator {
  private static final Set<String> RULE_GONE =
      Set.of("InvalidSecurityGroupRuleId.NotFound", "InvalidPermission.NotFound");

  private static final Set<String> RESTORED =
      Set.of(
          "InvalidRoute.NotFound",
          "InvalidNetworkAclEntry.NotFound",
          "InvalidRouteTableID.NotFound",
          "InvalidNetworkAclID.NotFound",
          "InvalidPrefixListID.NotFound");

  /// A list that is being changed, and one that was changed since it was read.
  private static final Set<String> UNDER_WAY =
      Set.of("IncorrectState", "PrefixListVersionMismatch");

  private static final String DUPLICATE = "InvalidPermission.Duplicate";

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
      case RevokeEgressRules revoke -> revoke(revoke);
      case ModifySecurityGroupRules modify -> modify(modify);
      case RestorePrefixList r ->
          restore(
              r.target(),
              () ->
                  ec2.restoreManagedPrefixListVersion(
                          c ->
                              c.prefixListId(r.target().name())
                                  .currentVersion(r.found())
                                  .previousVersion(r.to()))
                      .responseMetadata());
      case RestoreRoute r ->
          restore(
              r.target(),
              () ->
                  r.to()
                      .map(
                          to ->
                              (AwsResponseMetadata)
                                  ec2.replaceRoute(
                                          RouteCalls.replace(
                                              r.target(), new Route(r.destination(), to)))
                                      .responseMetadata())
                      .orElseGet(
                          () ->
                              ec2.deleteRoute(RouteCalls.delete(r.target(), r.destination()))
                                  .responseMetadata()));
      case RestoreAclEntry r ->
          restore(
              r.target(),
              () ->
                  r.to()
                      .map(
                          to ->
                              (AwsResponseMetadata)
                                  ec2.replaceNetworkAclEntry(RouteCalls.replace(r.target(), to))
                                      .responseMetadata())
                      .orElseGet(
                          () ->
                              ec2.deleteNetworkAclEntry(
                                      c ->
                                          c.networkAclId(r.target().name())
                                              .ruleNumber(r.found().number())
                                              .egress(r.found().egress()))
                                  .responseMetadata()));
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
      case Remediation.DetachPolicy d -> throw foreign(d);
      case Remediation.CancelKeyDeletion c -> throw foreign(c);
      case Remediation.EnableKey e -> throw foreign(e);
      case Remediation.RestoreSecret secret -> throw foreign(secret);
      case Remediation.ResumeRotation rotation -> throw foreign(rotation);
      case Remediation.PutKeyPolicy policy -> throw foreign(policy);
      case Remediation.PutSecretPolicy policy -> throw foreign(policy);
      case Remediation.RevokeGrant grant -> throw foreign(grant);
      case Remediation.SetLogRetention days -> throw foreign(days);
      case Remediation.DeleteInlinePolicy d -> throw foreign(d);
      case Remediation.SetDefaultPolicyVersion s -> throw foreign(s);
      case Remediation.RemoveUserFromGroup g -> throw foreign(g);
      case Remediation.GivePolicyBack g -> throw foreign(g);
    };
  }

  /// What is gone is done: somebody was faster.
  private Applied restore(ResourceId target, Supplier<AwsResponseMetadata> call) {
    String requestId;
    try {
      requestId = call.get().requestId();
    } catch (Ec2Exception e) {
      String code = e.awsErrorDetails().errorCode();
      if (UNDER_WAY.contains(code)) {
        return new Applied.Busy("it is being changed: " + code);
      }
      if (!RESTORED.contains(code)) {
        return ServiceErrors.refused(e);
      }
      requestId = requestId(e);
    }
    return new Applied.Done(inventory.read(target, Set.of()), requestId);
  }

  private Applied revoke(RevokeIngressRules revoke) {
    ResourceId group = revoke.target();
    return change(
        group,
        revoke.rules(),
        rules ->
            ec2.revokeSecurityGroupIngress(
                    r ->
                        r.groupId(group.name())
                            .securityGroupRuleIds(
                                rules.stream().map(SecurityGroupRule::id).toList()))
                .responseMetadata()
                .requestId());
  }

  private Applied revoke(RevokeEgressRules revoke) {
    ResourceId group = revoke.target();
    return change(
        group,
        revoke.rules(),
        rules ->
            ec2.revokeSecurityGroupEgress(
                    r ->
                        r.groupId(group.name())
                            .securityGroupRuleIds(
                                rules.stream().map(SecurityGroupRule::id).toList()))
                .responseMetadata()
                .requestId());
  }

  private Applied modify(ModifySecurityGroupRules modify) {
    ResourceId group = modify.target();
    return change(
        group,
        modify.rules().stream().map(Step::to).toList(),
        rules ->
            ec2.modifySecurityGroupRules(
                    r ->
                        r.groupId(group.name())
                            .securityGroupRules(rules.stream().map(RuleUpdates::to).toList()))
                .responseMetadata()
                .requestId());
  }

  private Applied change(
      ResourceId group,
      List<SecurityGroupRule> rules,
      Function<List<SecurityGroupRule>, String> call) {
    String requestId;
    try {
      requestId = together(rules, call);
    } catch (Ec2Exception e) {
      if (NetworkInventory.isGone(e)) {
        return new Applied.Done(Optional.empty(), requestId(e));
      }
      if (DUPLICATE.equals(e.awsErrorDetails().errorCode())) {
        return new Applied.Busy("another rule has got that form meanwhile");
      }
      return ServiceErrors.refused(e);
    }
    return new Applied.Done(inventory.readBack(group).map(Resource.class::cast), requestId);
  }

  /// One rule that is gone fails the whole call and nothing is changed: then each by itself.
  ///
  /// @return the id of the last call that changed something, or of the one that found nothing
  private static String together(
      List<SecurityGroupRule> rules, Function<List<SecurityGroupRule>, String> call) {
    try {
      return call.apply(rules);
    } catch (Ec2Exception e) {
      if (!RULE_GONE.contains(e.awsErrorDetails().errorCode())) {
        throw e;
      }
      return rules.size() == 1 ? requestId(e) : singly(rules, call);
    }
  }

  private static String singly(
      List<SecurityGroupRule> rules, Function<List<SecurityGroupRule>, String> call) {
    String last = "";
    for (SecurityGroupRule rule : rules) {
      try {
        last = call.apply(List.of(rule));
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
    return new IllegalArgumentException("wanted rules of a security group, got " + remediation);
  }
}

package dev.auroraguardrails.cli;

import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.model.ClusterSetting;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.DisableHttpEndpoint;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.Resource.Integration;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Route;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.network.RouteCalls;
import dev.auroraguardrails.network.RuleUpdates;
import dev.auroraguardrails.rds.ParameterCalls;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;

/// Makes the calls that bring back what a revert took away. No function has this code, nor the
/// right to what it calls.
public final class UndoCalls {
  private final RdsClient rds;
  private final Ec2Client ec2;
  private final IamClient iam;
  private final AdjacentUndo adjacent;

  public UndoCalls(RdsClient rds, Ec2Client ec2, IamClient iam, AdjacentClients adjacent) {
    this.rds = rds;
    this.ec2 = ec2;
    this.iam = iam;
    this.adjacent = new AdjacentUndo(adjacent);
  }

  /// @param remediation that was carried out, and whose found values are known
  public void undo(Remediation remediation) {
    switch (remediation) {
      case ModifyDbCluster m -> modify(m);
      case ModifyDbInstance m ->
          rds.modifyDBInstance(
              r -> {
                r.dbInstanceIdentifier(m.target().name());
                m.publiclyAccessible().ifPresent(s -> s.found().ifPresent(r::publiclyAccessible));
                m.autoMinorVersionUpgrade()
                    .ifPresent(s -> s.found().ifPresent(r::autoMinorVersionUpgrade));
              });
      case SetClusterParameters s -> new ParameterCalls(rds).undo(s);
      case Remediation.RemoveClusterRole r ->
          rds.addRoleToDBCluster(
              request -> {
                request.dbClusterIdentifier(r.target().name()).roleArn(r.role().arn());
                if (!r.role().feature().isEmpty()) {
                  request.featureName(r.role().feature());
                }
              });
      case DisableHttpEndpoint d -> rds.enableHttpEndpoint(r -> r.resourceArn(d.target().arn()));
      case Remediation.StartActivityStream s ->
          rds.stopActivityStream(r -> r.resourceArn(s.target().arn()).applyImmediately(true));
      case Remediation.RestoreMonitoring m ->
          m.monitoring()
              .found()
              .ifPresent(
                  found ->
                      rds.modifyDBInstance(
                          r ->
                              r.dbInstanceIdentifier(m.target().name())
                                  .monitoringInterval(found.seconds())));
      case Remediation.EnableEventSubscription e ->
          rds.modifyEventSubscription(r -> r.subscriptionName(e.target().name()).enabled(false));
      case Remediation.CancelExport c -> export(c.export());
      case Remediation.DeleteIntegration d -> integrate(d.integration());
      case UnshareDbClusterSnapshot u ->
          rds.modifyDBClusterSnapshotAttribute(
              r ->
                  r.dbClusterSnapshotIdentifier(u.target().name())
                      .attributeName("restore")
                      .valuesToAdd(u.accounts()));
      case RevokeIngressRules r ->
          ec2.authorizeSecurityGroupIngress(
              request ->
                  request
                      .groupId(r.target().name())
                      .ipPermissions(r.rules().stream().map(UndoCalls::permission).toList()));
      case Remediation.RevokeEgressRules r ->
          ec2.authorizeSecurityGroupEgress(
              request ->
                  request
                      .groupId(r.target().name())
                      .ipPermissions(r.rules().stream().map(UndoCalls::permission).toList()));
      case ModifySecurityGroupRules m ->
          ec2.modifySecurityGroupRules(
              r ->
                  r.groupId(m.target().name())
                      .securityGroupRules(
                          m.rules().stream()
                              .flatMap(step -> step.found().stream())
                              .map(RuleUpdates::to)
                              .toList()));
      case Remediation.RestorePrefixList r ->
          ec2.restoreManagedPrefixListVersion(
              c ->
                  c.prefixListId(r.target().name())
                      .currentVersion(r.found() + 1)
                      .previousVersion(r.found()));
      case Remediation.RestoreRoute r -> {
        var found = new Route(r.destination(), r.found());
        if (r.to().isPresent()) {
          ec2.replaceRoute(RouteCalls.replace(r.target(), found));
        } else {
          ec2.createRoute(RouteCalls.create(r.target(), found));
        }
      }
      case Remediation.RestoreAclEntry r -> {
        if (r.to().isPresent()) {
          ec2.replaceNetworkAclEntry(RouteCalls.replace(r.target(), r.found()));
        } else {
          ec2.createNetworkAclEntry(RouteCalls.create(r.target(), r.found()));
        }
      }
      case DetachPolicy d -> attach(d.target(), d.policyArn());
      case Remediation.CancelKeyDeletion c -> adjacent.undo(c);
      case Remediation.EnableKey e -> adjacent.undo(e);
      case Remediation.RestoreSecret s -> adjacent.undo(s);
      case Remediation.ResumeRotation r -> adjacent.undo(r);
      case Remediation.PutKeyPolicy p -> adjacent.undo(p);
      case Remediation.PutSecretPolicy p -> adjacent.undo(p);
      case Remediation.RevokeGrant g -> adjacent.undo(g);
      case Remediation.SetLogRetention s -> adjacent.undo(s);
      case Remediation.DeleteInlinePolicy d -> PolicyUndo.put(iam, d);
      case Remediation.RemoveUserFromGroup g ->
          iam.addUserToGroup(r -> r.userName(g.target().name()).groupName(g.group()));
      case Remediation.GivePolicyBack g -> PolicyUndo.takeAgain(iam, g);
      case Remediation.SetDefaultPolicyVersion s ->
          s.version()
              .found()
              .ifPresent(
                  version ->
                      iam.setDefaultPolicyVersion(
                          r -> r.policyArn(s.target().arn()).versionId(version)));
    }
  }

  /// The identifier of an export is never free again.
  private void export(ExportTask task) {
    rds.startExportTask(
        r -> {
          r.exportTaskIdentifier(task.id().name() + "-again").sourceArn(task.source());
          r.s3BucketName(task.bucket()).iamRoleArn(task.role()).kmsKeyId(task.key());
          if (!task.prefix().isEmpty()) {
            r.s3Prefix(task.prefix());
          }
          if (!task.only().isEmpty()) {
            r.exportOnly(task.only());
          }
        });
  }

  private void integrate(Integration made) {
    rds.createIntegration(
        r -> {
          r.integrationName(made.name()).sourceArn(made.source()).targetArn(made.target());
          if (!made.key().isEmpty()) {
            r.kmsKeyId(made.key());
          }
          if (!made.filter().isEmpty()) {
            r.dataFilter(made.filter());
          }
        });
  }

  private void modify(ModifyDbCluster m) {
    var request = ModifyDbClusterRequest.builder().dbClusterIdentifier(m.target().name());
    for (ClusterSetting setting : m.settings()) {
      switch (setting) {
        case ClusterSetting.DeletionProtection s ->
            s.step().found().ifPresent(request::deletionProtection);
        case ClusterSetting.BackupRetentionPeriod s ->
            s.step().found().ifPresent(request::backupRetentionPeriod);
        case ClusterSetting.IamDatabaseAuthentication s ->
            s.step().found().ifPresent(request::enableIAMDatabaseAuthentication);
        case ClusterSetting.CopyTagsToSnapshot s ->
            s.step().found().ifPresent(request::copyTagsToSnapshot);
        case ClusterSetting.LogTypes s ->
            request.cloudwatchLogsExportConfiguration(c -> c.disableLogTypes(s.on()));
        case ClusterSetting.SecurityGroups s ->
            s.step().found().ifPresent(request::vpcSecurityGroupIds);
        case ClusterSetting.ParameterGroup s ->
            s.step().found().ifPresent(request::dbClusterParameterGroupName);
      }
    }
    if (m.applyImmediately()) {
      request.applyImmediately(true);
    }
    rds.modifyDBCluster(request.build());
  }

  private static IpPermission permission(SecurityGroupRule rule) {
    var permission = IpPermission.builder().ipProtocol(rule.protocol());
    if (!rule.protocol().equals("-1")) {
      permission.fromPort(rule.fromPort()).toPort(rule.toPort());
    }
    String said = rule.description().orElse(null);
    switch (rule.sourceKind()) {
      case IPV4 ->
          permission.ipRanges(IpRange.builder().cidrIp(rule.source()).description(said).build());
      case IPV6 ->
          permission.ipv6Ranges(
              Ipv6Range.builder().cidrIpv6(rule.source()).description(said).build());
      case PREFIX_LIST ->
          permission.prefixListIds(
              PrefixListId.builder().prefixListId(rule.source()).description(said).build());
      case SECURITY_GROUP ->
          permission.userIdGroupPairs(
              UserIdGroupPair.builder()
                  .groupId(rule.source())
                  .userId(rule.sourceAccount().orElse(null))
                  .description(said)
                  .build());
    }
    return permission.build();
  }

  private void attach(ResourceId id, String policy) {
    switch (id.kind()) {
      case ROLE -> iam.attachRolePolicy(r -> r.roleName(id.name()).policyArn(policy));
      case USER -> iam.attachUserPolicy(r -> r.userName(id.name()).policyArn(policy));
      case GROUP -> iam.attachGroupPolicy(r -> r.groupName(id.name()).policyArn(policy));
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
          VPC_PART,
          POLICY ->
          throw new IllegalArgumentException("wanted a role, user or group, got " + id);
    }
  }
}

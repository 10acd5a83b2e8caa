package dev.auroraguardrails.rds;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.ClusterSetting;
import dev.auroraguardrails.model.ClusterSetting.BackupRetentionPeriod;
import dev.auroraguardrails.model.ClusterSetting.CopyTagsToSnapshot;
import dev.auroraguardrails.model.ClusterSetting.DeletionProtection;
import dev.auroraguardrails.model.ClusterSetting.IamDatabaseAuthentication;
import dev.auroraguardrails.model.ClusterSetting.LogTypes;
import dev.auroraguardrails.model.ClusterSetting.ParameterGroup;
import dev.auroraguardrails.model.ClusterSetting.SecurityGroups;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DisableHttpEndpoint;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.port.Remediator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterRoleNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.ExportTaskNotFoundException;
import software.amazon.awssdk.services.rds.model.IntegrationConflictOperationException;
import software.amazon.awssdk.services.rds.model.IntegrationNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbParameterGroupStateException;
import software.amazon.awssdk.services.rds.model.InvalidExportTaskStateException;
import software.amazon.awssdk.services.rds.model.InvalidIntegrationStateException;
import software.amazon.awssdk.services.rds.model.InvalidResourceStateException;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.SubscriptionNotFoundException;

/// Puts settings of DB clusters, their members and parameter groups back, and takes accounts off a
/// snapshot's list.
public final class RdsRemediator implements Remediator {
  private final RdsClient rds;
  private final RdsInventory inventory;
  private final DataCalls data;

  public RdsRemediator(RdsClient rds, RdsInventory inventory) {
    this.rds = rds;
    this.inventory = inventory;
    this.data = new DataCalls(rds, inventory);
  }

  @Override
  public Applied apply(Remediation remediation) {
    try {
      return switch (remediation) {
        case ModifyDbCluster modify -> modify(modify);
        case ModifyDbInstance modify -> modify(modify);
        case SetClusterParameters set -> set(set);
        case DisableHttpEndpoint disable -> disable(disable);
        case Remediation.RemoveClusterRole remove -> remove(remove);
        case Remediation.StartActivityStream start -> data.start(start);
        case Remediation.RestoreMonitoring restore -> data.monitor(restore);
        case Remediation.EnableEventSubscription enable -> data.enable(enable);
        case Remediation.CancelExport cancel -> data.cancel(cancel);
        case Remediation.DeleteIntegration delete -> data.delete(delete);
        case UnshareDbClusterSnapshot unshare -> unshare(unshare);
        case Remediation.RevokeIngressRules r -> throw foreign(r);
        case Remediation.RevokeEgressRules r -> throw foreign(r);
        case Remediation.RestorePrefixList r -> throw foreign(r);
        case Remediation.RestoreRoute r -> throw foreign(r);
        case Remediation.RestoreAclEntry r -> throw foreign(r);
        case Remediation.ModifySecurityGroupRules rules -> throw foreign(rules);
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
    } catch (DbClusterNotFoundException
        | DbInstanceNotFoundException
        | DbParameterGroupNotFoundException
        | DbClusterSnapshotNotFoundException
        | SubscriptionNotFoundException
        | ExportTaskNotFoundException
        | IntegrationNotFoundException e) {
      return new Applied.Done(Optional.empty(), Optional.ofNullable(e.requestId()).orElse(""));
    } catch (InvalidDbClusterStateException
        | InvalidDbInstanceStateException
        | InvalidResourceStateException
        | InvalidDbParameterGroupStateException
        | InvalidDbClusterSnapshotStateException
        | InvalidExportTaskStateException
        | InvalidIntegrationStateException
        | IntegrationConflictOperationException e) {
      return new Applied.Busy(ServiceErrors.reason(e));
    } catch (AwsServiceException e) {
      return ServiceErrors.refused(e);
    }
  }

  private Applied modify(ModifyDbCluster wanted) {
    var request = ModifyDbClusterRequest.builder().dbClusterIdentifier(wanted.target().name());
    wanted.settings().forEach(setting -> put(setting, request));
    if (wanted.applyImmediately()) {
      request.applyImmediately(true);
    }
    var answer = rds.modifyDBCluster(request.build());
    DbCluster answered = DbClusters.of(wanted.target(), answer.dbCluster());
    Optional<DbCluster> after =
        wanted.settings().stream().allMatch(setting -> shows(answered, setting))
            ? Optional.of(answered)
            : inventory.cluster(wanted.target());
    return new Applied.Done(after.map(Resource.class::cast), answer.responseMetadata().requestId());
  }

  private static void put(ClusterSetting setting, ModifyDbClusterRequest.Builder request) {
    switch (setting) {
      case DeletionProtection s -> request.deletionProtection(s.step().to());
      case BackupRetentionPeriod s -> request.backupRetentionPeriod(s.step().to());
      case IamDatabaseAuthentication s -> request.enableIAMDatabaseAuthentication(s.step().to());
      case CopyTagsToSnapshot s -> request.copyTagsToSnapshot(s.step().to());
      case LogTypes s -> request.cloudwatchLogsExportConfiguration(c -> c.enableLogTypes(s.on()));
      case SecurityGroups s -> request.vpcSecurityGroupIds(s.step().to());
      case ParameterGroup s -> request.dbClusterParameterGroupName(s.step().to());
    }
  }

  /// The answer may still show what was before the call; what is pending will stand in the end.
  private static boolean shows(DbCluster cluster, ClusterSetting setting) {
    var pending = cluster.pending();
    return switch (setting) {
      case DeletionProtection s -> shows(s.step(), cluster.deletionProtection());
      case BackupRetentionPeriod s ->
          shows(s.step(), pending.backupRetentionPeriod().or(cluster::backupRetentionPeriod));
      case IamDatabaseAuthentication s ->
          shows(
              s.step(), pending.iamDatabaseAuthentication().or(cluster::iamDatabaseAuthentication));
      case CopyTagsToSnapshot s -> shows(s.step(), cluster.copyTagsToSnapshot());
      case LogTypes s -> cluster.logTypesToCome().containsAll(s.on());
      case SecurityGroups s -> cluster.securityGroups().equals(Set.copyOf(s.step().to()));
      case ParameterGroup s -> shows(s.step(), cluster.parameterGroup());
    };
  }

  private static <T> boolean shows(Step<T> step, Optional<T> value) {
    return Optional.of(step.to()).equals(value);
  }

  private Applied modify(ModifyDbInstance wanted) {
    var request = ModifyDbInstanceRequest.builder().dbInstanceIdentifier(wanted.target().name());
    wanted.publiclyAccessible().ifPresent(step -> request.publiclyAccessible(step.to()));
    wanted.autoMinorVersionUpgrade().ifPresent(step -> request.autoMinorVersionUpgrade(step.to()));
    var answer = rds.modifyDBInstance(request.build());
    DbInstance answered = DbInstances.of(wanted.target(), answer.dbInstance());
    boolean shown =
        wanted.publiclyAccessible().map(s -> shows(s, answered.publiclyAccessible())).orElse(true)
            && wanted
                .autoMinorVersionUpgrade()
                .map(s -> shows(s, answered.autoMinorVersionUpgrade()))
                .orElse(true);
    Optional<DbInstance> after =
        shown ? Optional.of(answered) : inventory.instance(wanted.target());
    return new Applied.Done(after.map(Resource.class::cast), answer.responseMetadata().requestId());
  }

  /// The answer names the group only, so the values are read.
  private Applied set(SetClusterParameters wanted) {
    List<String> requestIds = new ParameterCalls(rds).set(wanted);
    return new Applied.Done(
        inventory.parameterGroup(wanted.target()).map(Resource.class::cast), requestIds);
  }

  /// The answer names the cluster and the switch only, so the state is read.
  private Applied disable(DisableHttpEndpoint wanted) {
    var answer = rds.disableHttpEndpoint(r -> r.resourceArn(wanted.target().arn()));
    return new Applied.Done(
        inventory.cluster(wanted.target()).map(Resource.class::cast),
        answer.responseMetadata().requestId());
  }

  /// There is no answer, so the state is read. A role that is not there was taken away meanwhile.
  private Applied remove(Remediation.RemoveClusterRole wanted) {
    String requestId;
    try {
      requestId =
          rds.removeRoleFromDBCluster(
                  r -> {
                    r.dbClusterIdentifier(wanted.target().name()).roleArn(wanted.role().arn());
                    if (!wanted.role().feature().isEmpty()) {
                      r.featureName(wanted.role().feature());
                    }
                  })
              .responseMetadata()
              .requestId();
    } catch (DbClusterRoleNotFoundException gone) {
      requestId = Optional.ofNullable(gone.requestId()).orElse("");
    }
    return new Applied.Done(
        inventory.cluster(wanted.target()).map(Resource.class::cast), requestId);
  }

  private Applied unshare(UnshareDbClusterSnapshot unshare) {
    var answer =
        rds.modifyDBClusterSnapshotAttribute(
            r ->
                r.dbClusterSnapshotIdentifier(unshare.target().name())
                    .attributeName(RdsInventory.RESTORE)
                    .valuesToRemove(unshare.accounts()));
    return new Applied.Done(
        inventory
            .snapshot(unshare.target(), answer.dbClusterSnapshotAttributesResult())
            .map(Resource.class::cast),
        answer.responseMetadata().requestId());
  }

  private static IllegalArgumentException foreign(Remediation remediation) {
    return new IllegalArgumentException(
        "wanted a remediation of the rds family, got " + remediation);
  }
}

package dev.auroraguardrails.rds;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.port.Remediator;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;

/// Puts settings of DB clusters back and takes accounts off a snapshot's list.
public final class RdsRemediator implements Remediator {
  private final RdsClient rds;
  private final RdsInventory inventory;

  public RdsRemediator(RdsClient rds, RdsInventory inventory) {
    this.rds = rds;
    this.inventory = inventory;
  }

  @Override
  public Applied apply(Remediation remediation) {
    try {
      return switch (remediation) {
        case ModifyDbCluster modify -> modify(modify);
        case UnshareDbClusterSnapshot unshare -> unshare(unshare);
        case Remediation.RevokeIngressRules r -> throw foreign(r);
        case Remediation.DetachPolicy d -> throw foreign(d);
      };
    } catch (DbClusterNotFoundException | DbClusterSnapshotNotFoundException e) {
      return new Applied.Done(Optional.empty(), Optional.ofNullable(e.requestId()).orElse(""));
    } catch (InvalidDbClusterStateException
        | InvalidDbInstanceStateException
        | InvalidDbClusterSnapshotStateException e) {
      return new Applied.Busy(ServiceErrors.reason(e));
    } catch (AwsServiceException e) {
      return ServiceErrors.refused(e);
    }
  }

  private Applied modify(ModifyDbCluster wanted) {
    var request = ModifyDbClusterRequest.builder().dbClusterIdentifier(wanted.target().name());
    wanted.deletionProtection().ifPresent(step -> request.deletionProtection(step.to()));
    wanted.backupRetentionPeriod().ifPresent(step -> request.backupRetentionPeriod(step.to()));
    wanted
        .iamDatabaseAuthentication()
        .ifPresent(step -> request.enableIAMDatabaseAuthentication(step.to()));
    if (wanted.applyImmediately()) {
      request.applyImmediately(true);
    }
    var answer = rds.modifyDBCluster(request.build());
    DbCluster answered = DbClusters.of(wanted.target(), answer.dbCluster());
    Optional<DbCluster> after =
        shows(answered, wanted) ? Optional.of(answered) : inventory.cluster(wanted.target());
    return new Applied.Done(after.map(Resource.class::cast), answer.responseMetadata().requestId());
  }

  /// The answer may still show what was before the call; what is pending will stand in the end.
  private static boolean shows(DbCluster cluster, ModifyDbCluster wanted) {
    var pending = cluster.pending();
    return shows(wanted.deletionProtection(), cluster.deletionProtection())
        && shows(
            wanted.backupRetentionPeriod(),
            pending.backupRetentionPeriod().or(cluster::backupRetentionPeriod))
        && shows(
            wanted.iamDatabaseAuthentication(),
            pending.iamDatabaseAuthentication().or(cluster::iamDatabaseAuthentication));
  }

  private static <T> boolean shows(Optional<Step<T>> step, Optional<T> value) {
    return step.isEmpty() || step.map(Step::to).equals(value);
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
        "wanted a remediation of a DB cluster or its snapshot, got " + remediation);
  }
}

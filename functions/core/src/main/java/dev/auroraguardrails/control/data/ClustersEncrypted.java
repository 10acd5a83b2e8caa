package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// Encryption is decided when a cluster is made and cannot be switched on later, so a cluster is
/// judged when it is made and by sweeps.
@About(
    id = "DATA-05",
    title = "Aurora clusters are encrypted at rest",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.ALERT,
    on = CallSet.CLUSTERS_MADE,
    why =
        "What is not encrypted lies open to whoever gets at the storage, and so do its snapshots.",
    mappings = {
      "Security Hub RDS.27",
      "AWS Config rds-cluster-encrypted-at-rest",
      "CIS AWS Database Services 2.2",
      "Prowler rds_cluster_storage_encrypted"
    })
public final class ClustersEncrypted implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    if (!CallSet.isMade(context) || now.basics().storageEncrypted().equals(Optional.of(true))) {
      return List.of();
    }
    String how = now.basics().storageEncrypted().isPresent() ? "" : " or not known to be";
    return List.of(
        Violation.told(
            "storageEncrypted",
            "cluster " + now.id().name() + " is not encrypted" + how,
            "it has to be restored from a snapshot under a key, and the new cluster used instead"));
  }
}

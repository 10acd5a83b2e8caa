package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.ClusterCallControl;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.control.Told;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import java.util.Optional;

/// A cluster that is created without a key gets the AWS managed one; whether a key is managed by
/// AWS cannot be seen by a sweep without asking KMS.
@About(
    id = "DATA-06",
    title = "Aurora clusters are encrypted with a key of the customer's own",
    severity = Severity.LOW,
    family = Family.RDS,
    act = Act.ALERT,
    on = CallSet.CLUSTERS_MADE,
    why =
        "The AWS managed key can be neither denied to anybody nor taken away, and its snapshots not shared.",
    limits = "Judged by the call that makes the cluster only.")
public final class ClustersUseTheirOwnKey implements ClusterCallControl {
  private static final String MANAGED = "alias/aws/rds";

  @Override
  public Optional<Told> judge(DbCluster now, ChangeEvent call, Context<DbCluster> context) {
    if (!CallSet.CLUSTERS_MADE.calls().contains(call.name())) {
      return Optional.empty();
    }
    Optional<String> key = Requests.asked(call, "kmsKeyId");
    boolean encrypts = now.basics().storageEncrypted().orElse(false);
    boolean byDefault = key.isEmpty() && encrypts && call.name().equals("CreateDBCluster");
    return byDefault || key.filter(name -> name.endsWith(MANAGED)).isPresent()
        ? Optional.of(
            new Told(
                "cluster " + now.id().name() + " is encrypted with the AWS managed key",
                "the key of a cluster cannot be changed; it has to be restored under another one"))
        : Optional.empty();
  }
}

package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.ClusterSetting.CopyTagsToSnapshot;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;

/// It changes at once, so the fix never sets ApplyImmediately.
@About(
    id = "RESIL-12",
    title = "Snapshots of Aurora clusters carry the cluster's tags",
    severity = Severity.LOW,
    family = Family.RDS,
    on = CallSet.CLUSTER_CHANGES,
    why =
        "Backup plans and policies find snapshots by their tags; one without is easily forgotten.",
    limits = "Snapshots that were made while it was off have no tags.",
    mappings = {"Security Hub RDS.16", "Prowler rds_cluster_copy_tags_to_snapshots"})
public final class SnapshotsCarryTags implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    if (now.copyTagsToSnapshot().isEmpty()) {
      return List.of(
          Violation.told(
              Attribute.COPY_TAGS, "whether snapshots carry tags is unknown", "not readable"));
    }
    if (now.copyTagsToSnapshot().get()) {
      return List.of();
    }
    var setting = new CopyTagsToSnapshot(new Step<>(now.copyTagsToSnapshot(), true));
    return List.of(
        Violation.fixable(
            Attribute.COPY_TAGS,
            "tags are not copied to snapshots",
            new Fix(new ModifyDbCluster(now.id(), setting, false), Restored.byTheChange("on"))));
  }
}

package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbCluster.Used.Groups;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Nothing was before a birth that could be put back. Where the baseline asks for it, the open
/// groups are taken off once the cluster is available, as long as a closed one stays. It is judged
/// at the call and again when the cluster is available.
@About(
    id = "NET-10",
    title = "Aurora clusters are created and restored with closed security groups",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    calls = {
      "CreateDBCluster",
      "RestoreDBClusterFromSnapshot",
      "RestoreDBClusterToPointInTime",
      "RestoreDBClusterFromS3"
    },
    why =
        "A copy of the data behind an open group is as good as the database itself, and nobody thinks"
            + " of it once the restore has served.",
    limits = "Connections that were opened meanwhile stay up until they close.",
    mappings = {"Security Hub RDS.2", "CIS AWS Database Services 2.9"})
public final class ClustersBornClosed implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    Optional<Groups> known = now.used().groups();
    if (known.isEmpty() || !isBirth(context)) {
      return List.of();
    }
    var groups = new AttachedGroups(now, known.get(), context.baseline());
    Map<String, List<String>> faults = groups.faults(now.securityGroups());
    if (faults.isEmpty()) {
      return List.of();
    }
    String evidence =
        "it was %s with %s"
            .formatted(
                context.change().map(ClustersBornClosed::verb).orElse("made"),
                AttachedGroups.words(faults));
    return List.of(
        ClusterGroupsStayClosed.without(now, faults.keySet())
            .map(fix -> Violation.fixable(Attribute.SECURITY_GROUPS, evidence, fix))
            .orElseGet(
                () ->
                    Violation.told(
                        Attribute.SECURITY_GROUPS,
                        evidence,
                        "it has no other group that could stay")));
  }

  /// @return whether the look was led to by the call that made the cluster
  static boolean isBirth(Context<DbCluster> context) {
    return context
        .change()
        .map(ChangeEvent::name)
        .filter(call -> call.startsWith("Create") || call.startsWith("Restore"))
        .isPresent();
  }

  static String verb(ChangeEvent change) {
    return change.name().startsWith("Create") ? "created" : "restored";
  }
}

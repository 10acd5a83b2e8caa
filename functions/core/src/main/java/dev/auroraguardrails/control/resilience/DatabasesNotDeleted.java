package dev.auroraguardrails.control.resilience;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// Tells what is gone and what is left of it: the final snapshot, or the automated backups.
@About(
    id = "RESIL-02",
    title = "Aurora clusters, their members and global clusters are not deleted",
    severity = Severity.CRITICAL,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"DeleteDBCluster", "DeleteDBInstance", "DeleteGlobalCluster"},
    why = "A deletion is final: whether the data can come back is decided by what is left of it.",
    mappings = "CIS AWS Database Services 2.11")
public final class DatabasesNotDeleted implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    String name = now.id().name();
    return switch (now.event().name()) {
      case "DeleteDBCluster" -> List.of(cluster(now));
      case "DeleteDBInstance" ->
          List.of(
              told(
                  "member " + name + " was deleted" + unlessKnown(now),
                  "its data is the cluster's; the last member takes the cluster's endpoint along"));
      case "DeleteGlobalCluster" ->
          List.of(
              told(
                  "global cluster " + name + " was deleted",
                  "its clusters stay; nothing replicates between them any more"));
      default -> List.of();
    };
  }

  private static Violation cluster(ApiCall call) {
    String what = "cluster " + call.id().name() + " was deleted" + unlessKnown(call);
    JsonNode request = call.event().request();
    String snapshot = text(request, "finalDBSnapshotIdentifier");
    if (!snapshot.isEmpty()) {
      return told(
          what + "; the final snapshot " + snapshot + " is made of it",
          "to restore it: aws rds restore-db-cluster-from-snapshot --db-cluster-identifier "
              + "NAME --engine ENGINE --snapshot-identifier "
              + snapshot);
    }
    boolean backupsKept =
        request.has("deleteAutomatedBackups")
            && !request.path("deleteAutomatedBackups").asBoolean();
    return backupsKept
        ? told(
            what + " without a final snapshot; its automated backups are kept",
            "to restore it: aws rds restore-db-cluster-to-point-in-time"
                + " --source-db-cluster-resource-id "
                + text(call.event().response(), "dbClusterResourceId")
                + " --db-cluster-identifier NAME --use-latest-restorable-time")
        : told(
            what + " without a final snapshot and with its automated backups",
            "only manual snapshots, copies and AWS Backup can bring its data back");
  }

  private static String unlessKnown(ApiCall call) {
    boolean known = call.engine().isPresent() || call.id().kind() == Kind.GLOBAL_CLUSTER;
    return known ? "" : " (its engine is not known)";
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }

  private static Violation told(String evidence, String why) {
    return Violation.told("*", evidence, why);
  }
}

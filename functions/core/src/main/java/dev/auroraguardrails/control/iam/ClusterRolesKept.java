package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// The call is judged: what is gone the state does not show. The guard's own are not told.
@About(
    id = "IAM-10",
    title = "IAM roles of Aurora clusters are not taken away unnoticed",
    severity = Severity.LOW,
    family = Family.RDS,
    act = Act.ALERT,
    calls = "RemoveRoleFromDBCluster",
    why = "Exports, imports and functions that the database calls fail without their role.")
public final class ClusterRolesKept implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    return context.change().stream()
        .filter(change -> change.name().equals("RemoveRoleFromDBCluster"))
        .map(
            change -> {
              String role = change.request().path("roleArn").asText();
              String feature = change.request().path("featureName").asText();
              return Violation.aboutTheCall(
                  "the role %s was taken away%s"
                      .formatted(role, feature.isEmpty() ? "" : ", which it held for " + feature),
                  "it may be meant");
            })
        .toList();
  }
}

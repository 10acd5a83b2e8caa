package dev.auroraguardrails.control.login;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Asked;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Set;

/// The name cannot be changed, and a restore keeps it.
@About(
    id = "LOGIN-04",
    title = "The master user of Aurora clusters has no default name",
    severity = Severity.LOW,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {
      "CreateDBCluster",
      "RestoreDBClusterFromSnapshot",
      "RestoreDBClusterToPointInTime",
      "RestoreDBClusterFromS3"
    },
    why = "Whoever guesses passwords begins with the name that most databases have.",
    mappings = {
      "Security Hub RDS.24",
      "AWS Config rds-cluster-default-admin-check",
      "Prowler rds_cluster_default_admin"
    })
public final class MasterUserNamed implements Control<DbCluster> {
  private static final Set<String> DEFAULTS = Set.of("admin", "postgres");

  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    return now.masterUser().name().stream()
        .filter(DEFAULTS::contains)
        .filter(name -> context.change().isEmpty() || Asked.birth(context))
        .map(
            name ->
                Violation.told(
                    "masterUsername",
                    "its master user is called " + name,
                    "the name cannot be changed"))
        .toList();
  }
}

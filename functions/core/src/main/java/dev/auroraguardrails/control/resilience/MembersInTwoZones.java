package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// RDS says MultiAZ of a cluster whose members stand in more than one Availability Zone. A call on
/// a member does not read its cluster, so sweeps look at it. A new member costs money: nobody but a
/// person adds one.
@About(
    id = "RESIL-08",
    title = "Aurora clusters have members in two Availability Zones",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    why = "When the zone of the only member fails, the cluster is down until a new one is made.",
    limits = "Looked at by sweeps.",
    mappings = {
      "Security Hub RDS.15",
      "AWS Config rds-cluster-multi-az-enabled",
      "Prowler rds_cluster_multi_az"
    })
public final class MembersInTwoZones implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    return context.change().isPresent() || now.basics().multiAz().equals(Optional.of(true))
        ? List.of()
        : List.of(
            Violation.told(
                "multiAZ",
                "the members of cluster %s stand in one Availability Zone"
                    .formatted(now.id().name()),
                "to add one: aws rds create-db-instance --db-cluster-identifier "
                    + now.id().name()
                    + " --availability-zone ZONE …"));
  }
}

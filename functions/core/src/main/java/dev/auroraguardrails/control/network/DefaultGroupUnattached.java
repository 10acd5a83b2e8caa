package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// RDS attaches the default group of the VPC to a cluster whose creation or restore names none, so
/// it is rarely chosen. It only tells: which group was meant nobody can know. A running cluster
/// that is given the default group is NET-07's.
@About(
    id = "NET-08",
    title = "Aurora clusters are not created with the default security group of their VPC",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {
      "CreateDBCluster",
      "RestoreDBClusterFromSnapshot",
      "RestoreDBClusterToPointInTime",
      "RestoreDBClusterFromS3"
    },
    why =
        "Whatever in the VPC names no group is in the default one, and its members reach each other"
            + " at every port.",
    mappings = {
      "Security Hub EC2.2",
      "AWS Config vpc-default-security-group-closed",
      "CIS AWS Foundations 6.5",
      "Prowler ec2_securitygroup_default_restrict_traffic"
    })
public final class DefaultGroupUnattached implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    if (!ClustersBornClosed.isBirth(context)) {
      return List.of();
    }
    return now.used().groups().stream()
        .flatMap(
            known ->
                new AttachedGroups(now, known, context.baseline())
                    .defaults(now.securityGroups()).stream())
        .map(
            group ->
                Violation.told(
                    Attribute.SECURITY_GROUPS,
                    "it was %s with %s, the default group of its VPC"
                        .formatted(
                            context.change().map(ClustersBornClosed::verb).orElse("made"), group),
                    "only a person knows which group was meant"))
        .toList();
  }
}

package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbSubnetGroup;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Tells a subnet group with a public subnet, whoever uses it, since a cluster may be put into it
/// at any time. What it held before is in the command, where it is known.
@About(
    id = "NET-12",
    title = "DB subnet groups hold private subnets only",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"ModifyDBSubnetGroup"},
    why =
        "An instance that RDS puts into a public subnet is reached from the internet as soon as it"
            + " gets an address and a rule.",
    mappings = {
      "Security Hub RDS.46",
      "AWS Config rds-instance-subnet-igw-check",
      "CIS AWS Database Services 2.9"
    })
public final class SubnetGroupsArePrivate implements Control<DbSubnetGroup> {
  @Override
  public Class<DbSubnetGroup> checks() {
    return DbSubnetGroup.class;
  }

  @Override
  public List<Violation> check(DbSubnetGroup now, Context<DbSubnetGroup> context) {
    List<String> open =
        now.subnets().entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .toList();
    if (open.isEmpty()) {
      return List.of();
    }
    return List.of(
        Violation.told(
            DbSubnetGroup.SUBNETS,
            "subnet group %s holds %s with a route to the internet"
                .formatted(now.id().name(), String.join(", ", open)),
            context
                .lastGood()
                .map(good -> back(now, good))
                .orElse("which subnets it held before is not known")));
  }

  private static String back(DbSubnetGroup now, LastGood<DbSubnetGroup> good) {
    return "to put back what it held on %s: aws rds modify-db-subnet-group --region %s --db-subnet-group-name %s --subnet-ids %s"
        .formatted(
            good.asOf(),
            now.id().region(),
            now.id().name(),
            good.state().subnets().keySet().stream().sorted().collect(Collectors.joining(" ")));
  }
}

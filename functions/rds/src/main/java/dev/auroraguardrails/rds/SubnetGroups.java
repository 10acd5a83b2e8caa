package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Resource.DbSubnetGroup;
import dev.auroraguardrails.model.ResourceId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;

/// Reads DB subnet groups, and which of their subnets have a route to an internet gateway.
final class SubnetGroups {
  private final RdsClient rds;
  private final Ec2Client ec2;

  SubnetGroups(RdsClient rds, Ec2Client ec2) {
    this.rds = rds;
    this.ec2 = ec2;
  }

  Optional<DbSubnetGroup> read(ResourceId id) {
    try {
      return rds
          .describeDBSubnetGroups(r -> r.dbSubnetGroupName(id.name()))
          .dbSubnetGroups()
          .stream()
          .findFirst()
          .map(group -> read(id, group));
    } catch (DbSubnetGroupNotFoundException e) {
      return Optional.empty();
    }
  }

  /// A subnet without a route table of its own has the main one of its VPC.
  private DbSubnetGroup read(ResourceId id, DBSubnetGroup group) {
    var tables =
        ec2
            .describeRouteTablesPaginator(
                r -> r.filters(Filter.builder().name("vpc-id").values(group.vpcId()).build()))
            .routeTables()
            .stream()
            .toList();
    boolean byDefault =
        tables.stream().filter(SubnetGroups::isMain).anyMatch(SubnetGroups::leadsToTheInternet);
    Set<String> ofTheirOwn =
        tables.stream()
            .flatMap(table -> table.associations().stream())
            .flatMap(one -> Optional.ofNullable(one.subnetId()).stream())
            .collect(Collectors.toSet());
    Set<String> open =
        tables.stream()
            .filter(SubnetGroups::leadsToTheInternet)
            .flatMap(table -> table.associations().stream())
            .flatMap(one -> Optional.ofNullable(one.subnetId()).stream())
            .collect(Collectors.toSet());
    return new DbSubnetGroup(
        id,
        group.subnets().stream()
            .map(subnet -> subnet.subnetIdentifier())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    subnet -> ofTheirOwn.contains(subnet) ? open.contains(subnet) : byDefault)));
  }

  private static boolean isMain(RouteTable table) {
    return table.associations().stream().anyMatch(one -> Boolean.TRUE.equals(one.main()));
  }

  private static boolean leadsToTheInternet(RouteTable table) {
    return table.routes().stream()
        .anyMatch(route -> route.gatewayId() != null && route.gatewayId().startsWith("igw-"));
  }
}

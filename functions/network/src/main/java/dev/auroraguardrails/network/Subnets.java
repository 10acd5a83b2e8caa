package dev.auroraguardrails.network;

import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource.NetworkAcl;
import dev.auroraguardrails.model.Resource.RouteTable;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Route;
import dev.auroraguardrails.network.Interfaces.One;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RouteState;

/// Reads route tables and network ACLs with the Aurora clusters in the subnets that they are for.
final class Subnets {
  private static final Set<String> GONE =
      Set.of(
          "InvalidRouteTableID.NotFound",
          "InvalidRouteTableId.Malformed",
          "InvalidNetworkAclID.NotFound",
          "InvalidNetworkAclId.Malformed");

  private final Ec2Client ec2;
  private final Interfaces interfaces;
  private final Function<String, Set<ClusterUse>> clusters;

  /// @param clusters tells which Aurora clusters use a security group that is on an interface of
  ///     RDS
  Subnets(Ec2Client ec2, Interfaces interfaces, Function<String, Set<ClusterUse>> clusters) {
    this.ec2 = ec2;
    this.interfaces = interfaces;
    this.clusters = clusters;
  }

  Optional<RouteTable> routeTable(ResourceId id) {
    return orGone(
        () ->
            ec2.describeRouteTables(r -> r.routeTableIds(id.name())).routeTables().stream()
                .findFirst()
                .map(table -> table(id, table)));
  }

  private RouteTable table(
      ResourceId id, software.amazon.awssdk.services.ec2.model.RouteTable table) {
    List<Route> routes = routes(table);
    List<One> all = interfaces.in(table.vpcId());
    boolean main = table.associations().stream().anyMatch(one -> Boolean.TRUE.equals(one.main()));
    Set<String> own =
        table.associations().stream()
            .flatMap(one -> Optional.ofNullable(one.subnetId()).stream())
            .collect(Collectors.toSet());
    Set<String> elsewhere = main && !all.isEmpty() ? ofOtherTables(all) : Set.of();
    List<One> served =
        all.stream()
            .filter(
                one -> own.contains(one.subnet()) || (main && !elsewhere.contains(one.subnet())))
            .toList();
    return new RouteTable(id, routes, subnets(served), uses(served));
  }

  /// A subnet without a table of its own has the main one.
  private Set<String> ofOtherTables(List<One> interfaces) {
    return ec2
        .describeRouteTablesPaginator(
            r -> r.filters(filter("association.subnet-id", subnets(interfaces))))
        .routeTables()
        .stream()
        .flatMap(table -> table.associations().stream())
        .flatMap(one -> Optional.ofNullable(one.subnetId()).stream())
        .collect(Collectors.toSet());
  }

  static List<Route> routes(software.amazon.awssdk.services.ec2.model.RouteTable table) {
    return table.routes().stream()
        .filter(route -> route.state() != RouteState.BLACKHOLE)
        .flatMap(route -> route(route).stream())
        .toList();
  }

  private static Optional<Route> route(software.amazon.awssdk.services.ec2.model.Route route) {
    Optional<String> destination =
        first(
            route.destinationCidrBlock(),
            route.destinationIpv6CidrBlock(),
            route.destinationPrefixListId());
    Optional<String> target =
        first(
            route.gatewayId(),
            route.natGatewayId(),
            route.transitGatewayId(),
            route.vpcPeeringConnectionId(),
            route.egressOnlyInternetGatewayId(),
            route.networkInterfaceId(),
            route.instanceId());
    return destination.map(to -> new Route(to, target.orElse("unknown")));
  }

  Optional<NetworkAcl> networkAcl(ResourceId id) {
    return orGone(
        () ->
            ec2.describeNetworkAcls(r -> r.networkAclIds(id.name())).networkAcls().stream()
                .findFirst()
                .map(acl -> acl(id, acl)));
  }

  private NetworkAcl acl(ResourceId id, software.amazon.awssdk.services.ec2.model.NetworkAcl acl) {
    Set<String> own =
        acl.associations().stream().map(one -> one.subnetId()).collect(Collectors.toSet());
    List<One> guarded =
        interfaces.in(acl.vpcId()).stream().filter(one -> own.contains(one.subnet())).toList();
    return new NetworkAcl(id, entries(acl.entries()), subnets(guarded), uses(guarded));
  }

  static List<AclEntry> entries(Collection<NetworkAclEntry> entries) {
    return entries.stream().flatMap(entry -> entry(entry).stream()).toList();
  }

  private static Optional<AclEntry> entry(NetworkAclEntry entry) {
    return first(entry.cidrBlock(), entry.ipv6CidrBlock())
        .map(
            block ->
                new AclEntry(
                    entry.ruleNumber(),
                    Boolean.TRUE.equals(entry.egress()),
                    entry.protocol(),
                    "allow".equals(entry.ruleActionAsString()),
                    block,
                    port(entry, true),
                    port(entry, false)));
  }

  private static int port(NetworkAclEntry entry, boolean from) {
    Optional<Integer> port =
        Optional.ofNullable(entry.portRange())
            .flatMap(range -> Optional.ofNullable(from ? range.from() : range.to()));
    return port.orElse(-1);
  }

  private static Set<String> subnets(Collection<One> interfaces) {
    return interfaces.stream().map(One::subnet).collect(Collectors.toSet());
  }

  private Set<ClusterUse> uses(Collection<One> interfaces) {
    var uses = new HashSet<ClusterUse>();
    interfaces.stream()
        .flatMap(one -> one.groups().stream())
        .distinct()
        .sorted()
        .forEach(group -> uses.addAll(clusters.apply(group)));
    return uses;
  }

  private static Filter filter(String name, Set<String> values) {
    return Filter.builder().name(name).values(values).build();
  }

  private static Optional<String> first(String... values) {
    return Stream.of(values).flatMap(value -> Optional.ofNullable(value).stream()).findFirst();
  }

  private static <T> Optional<T> orGone(java.util.function.Supplier<Optional<T>> read) {
    try {
      return read.get();
    } catch (Ec2Exception e) {
      if (GONE.contains(e.awsErrorDetails().errorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

package dev.auroraguardrails.network;

import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Exposure;
import dev.auroraguardrails.model.Exposure.Place;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.Route;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.network.Interfaces.One;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/// Reads what stands around a group's rules: one call where no instance has a public address, and
/// three or four where one has.
final class ExposureReader {
  private final Ec2Client ec2;
  private final Interfaces interfaces;

  ExposureReader(Ec2Client ec2, Interfaces interfaces) {
    this.ec2 = ec2;
    this.interfaces = interfaces;
  }

  /// @param rules of the group
  Exposure of(SecurityGroup group, Collection<SecurityGroupRule> rules) {
    List<String> sources = rules.stream().flatMap(rule -> rule.addresses().stream()).toList();
    Set<Integer> ports =
        group.usedBy().stream()
            .map(ClusterUse::port)
            .filter(port -> rules.stream().anyMatch(rule -> rule.lets(port)))
            .collect(Collectors.toSet());
    try {
      return Exposure.of(sources, ports, places(interfaces.with(group.id().name())));
    } catch (SdkException unread) {
      return Exposure.unknown("the network could not be read: " + unread.getMessage());
    }
  }

  private List<Place> places(List<One> all) {
    List<One> open = all.stream().filter(one -> !one.addresses().isEmpty()).toList();
    if (open.isEmpty()) {
      return all.stream()
          .map(one -> new Place(one.subnet(), Set.of(), List.of(), List.of()))
          .toList();
    }
    Set<String> subnets = open.stream().map(One::subnet).collect(Collectors.toSet());
    Map<String, List<Route>> routes = routes(subnets);
    Function<One, List<Route>> main = mainRoutes(open, routes.keySet());
    Map<String, NetworkAcl> acls = acls(subnets);
    return open.stream()
        .map(
            one -> {
              List<Route> own = routes.get(one.subnet());
              NetworkAcl acl = acls.get(one.subnet());
              return new Place(
                  one.subnet(),
                  one.addresses(),
                  own == null ? main.apply(one) : own,
                  acl == null
                      ? List.of()
                      : Subnets.entries(acl.entries()).stream()
                          .sorted(java.util.Comparator.comparingInt(entry -> entry.number()))
                          .toList());
            })
        .toList();
  }

  private Map<String, List<Route>> routes(Set<String> subnets) {
    return ec2
        .describeRouteTablesPaginator(r -> r.filters(filter("association.subnet-id", subnets)))
        .routeTables()
        .stream()
        .flatMap(
            table ->
                table.associations().stream()
                    .filter(one -> subnets.contains(one.subnetId()))
                    .map(one -> Map.entry(one.subnetId(), Subnets.routes(table))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
  }

  /// A subnet without a table of its own has the main one of its VPC.
  private Function<One, List<Route>> mainRoutes(List<One> open, Set<String> haveOwn) {
    Set<String> vpcs =
        open.stream()
            .filter(one -> !haveOwn.contains(one.subnet()))
            .map(One::vpc)
            .collect(Collectors.toSet());
    if (vpcs.isEmpty()) {
      return one -> List.of();
    }
    Map<String, RouteTable> tables =
        ec2
            .describeRouteTablesPaginator(
                r -> r.filters(filter("vpc-id", vpcs), filter("association.main", Set.of("true"))))
            .routeTables()
            .stream()
            .collect(Collectors.toMap(RouteTable::vpcId, Function.identity(), (a, b) -> a));
    return one -> {
      RouteTable table = tables.get(one.vpc());
      return table == null ? List.of() : Subnets.routes(table);
    };
  }

  private Map<String, NetworkAcl> acls(Set<String> subnets) {
    return ec2
        .describeNetworkAclsPaginator(r -> r.filters(filter("association.subnet-id", subnets)))
        .networkAcls()
        .stream()
        .flatMap(
            acl ->
                acl.associations().stream()
                    .filter(one -> subnets.contains(one.subnetId()))
                    .map(one -> Map.entry(one.subnetId(), acl)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
  }

  private static Filter filter(String name, Set<String> values) {
    return Filter.builder().name(name).values(values).build();
  }
}

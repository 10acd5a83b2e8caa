package dev.auroraguardrails.network;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/// The network interfaces that RDS makes for its instances, in the account of the database.
final class Interfaces {
  /// How RDS describes them; those of a proxy are described otherwise.
  private static final String DESCRIPTION = "RDSNetworkInterface";

  private static final int PAGE = 1_000;

  private final Ec2Client ec2;

  Interfaces(Ec2Client ec2) {
    this.ec2 = ec2;
  }

  /// @param group the id of a security group
  /// @return whether an instance of RDS, whatever its engine, is reached through the group
  boolean anyOfRds(String group) {
    return ec2
        .describeNetworkInterfacesPaginator(
            r ->
                r.filters(filter("group-id", group), filter("description", DESCRIPTION))
                    .maxResults(PAGE))
        .networkInterfaces()
        .stream()
        .findFirst()
        .isPresent();
  }

  /// One of them.
  ///
  /// @param subnet the id of the subnet that it is in
  /// @param vpc the id of its VPC
  /// @param groups the ids of its security groups
  /// @param addresses its public IPv4 address and its IPv6 ones, which are never private
  record One(String subnet, String vpc, Set<String> groups, Set<String> addresses) {}

  /// @param vpc the id of a VPC
  /// @return the interfaces of RDS in it, whatever the engines are
  List<One> in(String vpc) {
    return of("vpc-id", vpc);
  }

  /// @param group the id of a security group
  /// @return the interfaces of RDS that are reached through the group
  List<One> with(String group) {
    return of("group-id", group);
  }

  private List<One> of(String name, String value) {
    return ec2
        .describeNetworkInterfacesPaginator(
            r ->
                r.filters(filter(name, value), filter("description", DESCRIPTION)).maxResults(PAGE))
        .networkInterfaces()
        .stream()
        .map(
            found ->
                new One(
                    found.subnetId(),
                    Optional.ofNullable(found.vpcId()).orElse(""),
                    found.groups().stream().map(group -> group.groupId()).collect(toSet()),
                    Stream.concat(
                            Optional.ofNullable(found.association())
                                .flatMap(one -> Optional.ofNullable(one.publicIp()))
                                .stream(),
                            found.ipv6Addresses().stream().map(one -> one.ipv6Address()))
                        .collect(toSet())))
        .toList();
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }
}

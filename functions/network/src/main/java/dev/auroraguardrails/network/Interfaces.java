package dev.auroraguardrails.network;

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

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }
}

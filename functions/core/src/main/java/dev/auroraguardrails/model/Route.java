package dev.auroraguardrails.model;

import java.util.Map;

/// A route of a route table.
///
/// @param destination a CIDR block or the id of a prefix list
/// @param target what traffic is sent to, by its id: `igw-…`, `nat-…`; `local` within the VPC
public record Route(String destination, String target) {
  /// The options of the AWS CLI by what the target's id begins with.
  private static final Map<String, String> OPTIONS =
      Map.of(
          "igw", "gateway-id",
          "vgw", "gateway-id",
          "nat", "nat-gateway-id",
          "tgw", "transit-gateway-id",
          "pcx", "vpc-peering-connection-id",
          "eigw", "egress-only-internet-gateway-id",
          "eni", "network-interface-id",
          "i", "instance-id",
          "vpce", "vpc-endpoint-id");

  /// @return whether it leads to and from the internet
  public boolean leadsToTheInternet() {
    return target.startsWith("igw-");
  }

  /// @return the AWS CLI's words for the destination
  public static String destinationOption(String destination) {
    if (destination.startsWith("pl-")) {
      return "--destination-prefix-list-id " + destination;
    }
    return (destination.contains(":")
            ? "--destination-ipv6-cidr-block "
            : "--destination-cidr-block ")
        + destination;
  }

  /// @return the AWS CLI's words for the target
  /// @throws IllegalArgumentException for a target that no call takes
  public String targetOption() {
    return "--" + kind() + " " + target;
  }

  /// @return what the target is, by the AWS CLI's name: `nat-gateway-id`
  /// @throws IllegalArgumentException for a target that no call takes
  public String kind() {
    String prefix = target.contains("-") ? target.substring(0, target.indexOf('-')) : target;
    String kind = OPTIONS.get(prefix);
    if (kind == null) {
      throw new IllegalArgumentException("wanted the id of a gateway or its like, got " + target);
    }
    return kind;
  }

  /// @return whether a call can give a route this target
  public boolean canBeGiven() {
    return OPTIONS.containsKey(
        target.contains("-") ? target.substring(0, target.indexOf('-')) : target);
  }
}

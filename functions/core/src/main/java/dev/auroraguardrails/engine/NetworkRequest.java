package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ChangeEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a call on a prefix list, a route table or a network ACL asked for. Newer calls are written
/// as EC2's own API writes them, older ones in CloudTrail's spelling; both are read.
public final class NetworkRequest {
  private static final Set<String> ASSOCIATING =
      Set.of(
          "AssociateRouteTable",
          "ReplaceRouteTableAssociation",
          "DisassociateRouteTable",
          "ReplaceNetworkAclAssociation");

  /// What a route leads to, by the names of the request; a request has one of them.
  private static final List<String> TARGETS =
      List.of(
          "gatewayId",
          "natGatewayId",
          "transitGatewayId",
          "vpcPeeringConnectionId",
          "egressOnlyInternetGatewayId",
          "networkInterfaceId",
          "instanceId",
          "vpcEndpointId");

  private NetworkRequest() {}

  /// @return whether the call gave a subnet another route table or another network ACL
  public static boolean associates(ChangeEvent change) {
    return ASSOCIATING.contains(change.name());
  }

  /// @return the destination of the route that was created or replaced
  public static Optional<String> destination(ChangeEvent change) {
    return change.name().endsWith("Route")
        ? Stream.of("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")
            .flatMap(name -> text(change, name).stream())
            .findFirst()
        : Optional.empty();
  }

  /// @return what the route that was created or replaced leads to
  public static Optional<String> routeTarget(ChangeEvent change) {
    return TARGETS.stream().flatMap(name -> text(change, name).stream()).findFirst();
  }

  /// @return the entry of a network ACL that was created or replaced
  public static Optional<AclEntry> entry(ChangeEvent change) {
    if (!change.name().endsWith("NetworkAclEntry")) {
      return Optional.empty();
    }
    Optional<String> block = text(change, "cidrBlock").or(() -> text(change, "ipv6CidrBlock"));
    Optional<Integer> number = text(change, "ruleNumber").map(Integer::parseInt);
    if (block.isEmpty() || number.isEmpty()) {
      return Optional.empty();
    }
    JsonNode ports = Fields.get(change.request(), "portRange");
    return Optional.of(
        new AclEntry(
            number.get(),
            text(change, "egress").map(Boolean::parseBoolean).orElse(false),
            text(change, "aclProtocol").or(() -> text(change, "protocol")).orElse("-1"),
            text(change, "ruleAction").map(action -> action.equals("allow")).orElse(true),
            block.get(),
            Fields.text(ports, "from").map(Integer::parseInt).orElse(-1),
            Fields.text(ports, "to").map(Integer::parseInt).orElse(-1)));
  }

  /// @return whether the call may have put blocks into a prefix list
  public static boolean adds(ChangeEvent change) {
    return change.name().equals("RestoreManagedPrefixListVersion") || !added(change).isEmpty();
  }

  /// @return the blocks that were put into a prefix list one by one
  public static List<String> added(ChangeEvent change) {
    return blocks(change, "addEntry");
  }

  /// @return the blocks that were taken out of it
  public static List<String> removed(ChangeEvent change) {
    return blocks(change, "removeEntry");
  }

  /// @return the version of a prefix list that the call was made on
  public static Optional<Long> versionBefore(ChangeEvent change) {
    return text(change, "currentVersion").map(Long::parseLong);
  }

  private static List<String> blocks(ChangeEvent change, String name) {
    return Fields.list(Fields.get(change.request(), name)).stream()
        .flatMap(entry -> Fields.text(entry, "cidr").stream())
        .toList();
  }

  private static Optional<String> text(ChangeEvent change, String name) {
    return Fields.text(change.request(), name);
  }
}

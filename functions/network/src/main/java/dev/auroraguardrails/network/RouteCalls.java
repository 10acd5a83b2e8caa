package dev.auroraguardrails.network;

import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Route;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;

/// Routes and entries of network ACLs as EC2's calls take them.
public final class RouteCalls {
  private RouteCalls() {}

  public static DeleteRouteRequest delete(ResourceId table, String destination) {
    var request = DeleteRouteRequest.builder().routeTableId(table.name());
    if (destination.startsWith("pl-")) {
      request.destinationPrefixListId(destination);
    } else if (destination.contains(":")) {
      request.destinationIpv6CidrBlock(destination);
    } else {
      request.destinationCidrBlock(destination);
    }
    return request.build();
  }

  /// @throws IllegalArgumentException for a target that no call takes
  public static ReplaceRouteRequest replace(ResourceId table, Route route) {
    var request = ReplaceRouteRequest.builder().routeTableId(table.name());
    String destination = route.destination();
    if (destination.startsWith("pl-")) {
      request.destinationPrefixListId(destination);
    } else if (destination.contains(":")) {
      request.destinationIpv6CidrBlock(destination);
    } else {
      request.destinationCidrBlock(destination);
    }
    String target = route.target();
    return (switch (route.kind()) {
          case "gateway-id" -> request.gatewayId(target);
          case "nat-gateway-id" -> request.natGatewayId(target);
          case "transit-gateway-id" -> request.transitGatewayId(target);
          case "vpc-peering-connection-id" -> request.vpcPeeringConnectionId(target);
          case "egress-only-internet-gateway-id" -> request.egressOnlyInternetGatewayId(target);
          case "network-interface-id" -> request.networkInterfaceId(target);
          case "instance-id" -> request.instanceId(target);
          case "vpc-endpoint-id" -> request.vpcEndpointId(target);
          default -> throw new IllegalArgumentException("no such target: " + target);
        })
        .build();
  }

  /// @throws IllegalArgumentException for a target that no call takes
  public static CreateRouteRequest create(ResourceId table, Route route) {
    ReplaceRouteRequest same = replace(table, route);
    return CreateRouteRequest.builder()
        .routeTableId(same.routeTableId())
        .destinationCidrBlock(same.destinationCidrBlock())
        .destinationIpv6CidrBlock(same.destinationIpv6CidrBlock())
        .destinationPrefixListId(same.destinationPrefixListId())
        .gatewayId(same.gatewayId())
        .natGatewayId(same.natGatewayId())
        .transitGatewayId(same.transitGatewayId())
        .vpcPeeringConnectionId(same.vpcPeeringConnectionId())
        .egressOnlyInternetGatewayId(same.egressOnlyInternetGatewayId())
        .networkInterfaceId(same.networkInterfaceId())
        .instanceId(same.instanceId())
        .vpcEndpointId(same.vpcEndpointId())
        .build();
  }

  public static ReplaceNetworkAclEntryRequest replace(ResourceId acl, AclEntry entry) {
    var request =
        ReplaceNetworkAclEntryRequest.builder()
            .networkAclId(acl.name())
            .ruleNumber(entry.number())
            .egress(entry.egress())
            .protocol(entry.protocol())
            .ruleAction(entry.allow() ? "allow" : "deny");
    if (entry.block().contains(":")) {
      request.ipv6CidrBlock(entry.block());
    } else {
      request.cidrBlock(entry.block());
    }
    if (entry.fromPort() != -1) {
      request.portRange(PortRange.builder().from(entry.fromPort()).to(entry.toPort()).build());
    }
    return request.build();
  }

  public static CreateNetworkAclEntryRequest create(ResourceId acl, AclEntry entry) {
    ReplaceNetworkAclEntryRequest same = replace(acl, entry);
    return CreateNetworkAclEntryRequest.builder()
        .networkAclId(same.networkAclId())
        .ruleNumber(same.ruleNumber())
        .egress(same.egress())
        .protocol(same.protocol())
        .ruleAction(same.ruleAction())
        .cidrBlock(same.cidrBlock())
        .ipv6CidrBlock(same.ipv6CidrBlock())
        .portRange(same.portRange())
        .build();
  }
}

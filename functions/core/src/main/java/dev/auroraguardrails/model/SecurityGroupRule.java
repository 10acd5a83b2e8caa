package dev.auroraguardrails.model;

import java.util.List;
import java.util.Optional;

/// One rule of a security group.
///
/// @param id `sgr-…`
/// @param egress whether it is about outgoing traffic
/// @param protocol `tcp`, `udp`, a number, or `-1` for all
/// @param fromPort the first port; -1 with all protocols
/// @param toPort the last port, inclusive; -1 with all protocols
/// @param source the source as the rule names it: a CIDR block, a prefix list id or a group id
/// @param addresses the CIDR blocks that the source stands for: the block itself, a prefix list's
///     entries, none for a group
/// @param description the rule's description
/// @param sourceAccount the account that owns a source that is a group; empty for another source,
///     and where the group is deleted, so that the rule lets nobody in
///     (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UserIdGroupPair.html)
public record SecurityGroupRule(
    String id,
    boolean egress,
    String protocol,
    int fromPort,
    int toPort,
    String source,
    List<String> addresses,
    Optional<String> description,
    Optional<String> sourceAccount) {

  /// What a rule's source is.
  public enum SourceKind {
    IPV4("CidrIpv4"),
    IPV6("CidrIpv6"),
    PREFIX_LIST("PrefixListId"),
    SECURITY_GROUP("ReferencedGroupId");

    private final String member;

    SourceKind(String member) {
      this.member = member;
    }

    /// @return its name in a request to EC2
    public String member() {
      return member;
    }
  }

  public SecurityGroupRule {
    addresses = List.copyOf(addresses);
  }

  /// A rule whose source is no group, or one whose owner nobody told.
  public SecurityGroupRule(
      String id,
      boolean egress,
      String protocol,
      int fromPort,
      int toPort,
      String source,
      List<String> addresses,
      Optional<String> description) {
    this(id, egress, protocol, fromPort, toPort, source, addresses, description, Optional.empty());
  }

  /// @return whether a TCP connection to the port passes this rule
  public boolean lets(int port) {
    boolean everything = protocol.equals("-1");
    boolean tcp = protocol.equals("tcp") || protocol.equals("6");
    return everything || (tcp && (fromPort == -1 || (fromPort <= port && port <= toPort)));
  }

  /// @return what the source is, by how it is written; EC2 never changes it
  public SourceKind sourceKind() {
    if (source.startsWith("pl-")) {
      return SourceKind.PREFIX_LIST;
    }
    if (source.startsWith("sg-")) {
      return SourceKind.SECURITY_GROUP;
    }
    return source.contains(":") ? SourceKind.IPV6 : SourceKind.IPV4;
  }

  /// @return the same rule for outgoing traffic
  public SecurityGroupRule outgoing() {
    return new SecurityGroupRule(
        id, true, protocol, fromPort, toPort, source, addresses, description, sourceAccount);
  }

  /// @return the same rule, whose source is a group of that account
  public SecurityGroupRule ownedBy(Optional<String> account) {
    return new SecurityGroupRule(
        id, egress, protocol, fromPort, toPort, source, addresses, description, account);
  }

  /// @return whether both let the same traffic through, whatever their ids and descriptions
  public boolean isLike(SecurityGroupRule other) {
    return egress == other.egress
        && protocol.equals(other.protocol)
        && fromPort == other.fromPort
        && toPort == other.toPort
        && source.equals(other.source);
  }

  /// @return the same rule for the addresses that its source stands for by now
  public SecurityGroupRule standingFor(List<String> now) {
    return new SecurityGroupRule(
        id, egress, protocol, fromPort, toPort, source, now, description, sourceAccount);
  }

  /// @return whether an Aurora cluster could listen on a port that passes this rule
  public boolean mayReachACluster() {
    boolean tcp = protocol.equals("tcp") || protocol.equals("6");
    return protocol.equals("-1") || (tcp && (fromPort == -1 || toPort >= ClusterUse.LOWEST_PORT));
  }

  /// @return whether every TCP port passes this rule
  public boolean letsEveryPort() {
    return lets(1) && lets(65_535);
  }

  /// @return `tcp 5432`, `tcp 1-65535`, `all traffic`
  public String ports() {
    if (protocol.equals("-1")) {
      return "all traffic";
    }
    String range = fromPort == toPort ? String.valueOf(fromPort) : fromPort + "-" + toPort;
    return protocol + " " + range;
  }
}

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
public record SecurityGroupRule(
    String id,
    boolean egress,
    String protocol,
    int fromPort,
    int toPort,
    String source,
    List<String> addresses,
    Optional<String> description) {

  public SecurityGroupRule {
    addresses = List.copyOf(addresses);
  }

  /// @return whether a TCP connection to the port passes this rule
  public boolean lets(int port) {
    boolean everything = protocol.equals("-1");
    boolean tcp = protocol.equals("tcp") || protocol.equals("6");
    return everything || (tcp && (fromPort == -1 || (fromPort <= port && port <= toPort)));
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

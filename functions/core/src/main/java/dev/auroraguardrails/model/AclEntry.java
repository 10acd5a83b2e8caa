package dev.auroraguardrails.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// An entry of a network ACL. EC2 takes the first that matches, by number.
///
/// @param number 1 to 32766; 32767 is the last one, which denies and cannot be changed
/// @param egress whether it is about outgoing traffic
/// @param protocol a number, or `-1` for all
/// @param allow whether it lets traffic through; otherwise it stops it
/// @param block a CIDR block
/// @param fromPort the first port; -1 with protocols that have none
/// @param toPort the last port, inclusive; likewise
public record AclEntry(
    int number,
    boolean egress,
    String protocol,
    boolean allow,
    String block,
    int fromPort,
    int toPort) {

  /// @return its direction and number, which name it within its ACL: `ingress 100`
  public String name() {
    return name(egress, number);
  }

  public static String name(boolean egress, int number) {
    return (egress ? "egress " : "ingress ") + number;
  }

  /// @return whether it is about incoming TCP connections to the port
  public boolean isAbout(int port) {
    boolean all = protocol.equals("-1");
    boolean tcp = protocol.equals("6") || protocol.equals("tcp");
    return !egress && (all || (tcp && (fromPort == -1 || (fromPort <= port && port <= toPort))));
  }

  /// @return whether it is about answers of TCP connections to a client that listens on the port
  public boolean isAboutAnswersAt(int port) {
    return egress
        && new AclEntry(number, false, protocol, allow, block, fromPort, toPort).isAbout(port);
  }

  /// EC2 takes the first entry that matches: what an earlier one denies stays outside.
  ///
  /// @param entries of one network ACL, in the order of their numbers
  /// @param about which of them are about the traffic
  /// @return the blocks that get through
  public static List<String> allowed(List<AclEntry> entries, Predicate<AclEntry> about) {
    var allowed = new ArrayList<String>();
    var denied = new ArrayList<String>();
    for (AclEntry entry : entries) {
      if (about.test(entry) && entry.allow) {
        allowed.addAll(AddressSpace.outside(List.of(entry.block), denied, false));
      } else if (about.test(entry)) {
        denied.add(entry.block);
      }
    }
    return allowed;
  }

  /// @return `tcp 5432`, `all traffic`
  public String ports() {
    if (protocol.equals("-1")) {
      return "all traffic";
    }
    String range = fromPort == toPort ? String.valueOf(fromPort) : fromPort + "-" + toPort;
    return (protocol.equals("6") ? "tcp" : "protocol " + protocol) + " " + range;
  }
}

package dev.auroraguardrails.model;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Address-set maths: do these CIDR blocks together let the whole internet in?
public final class AddressSpace {
  /// What is left of IPv4 without the blocks that are not routed on the internet (RFC 6890).
  private static final List<IPAddress> PUBLIC_V4 =
      without(
          List.of(address("0.0.0.0/0")),
          Stream.of(
                  "0.0.0.0/8",
                  "10.0.0.0/8",
                  "100.64.0.0/10",
                  "127.0.0.0/8",
                  "169.254.0.0/16",
                  "172.16.0.0/12",
                  "192.168.0.0/16",
                  "198.18.0.0/15",
                  "224.0.0.0/3")
              .map(AddressSpace::address)
              .toList());

  /// All that IANA has given out for unicast.
  private static final List<IPAddress> PUBLIC_V6 = List.of(address("2000::/3"));

  /// A hole smaller than this much of the space does not make a group private: it would be too
  /// easy a way around.
  private static final BigInteger HOLE_V4 = BigInteger.ONE.shiftLeft(24);

  private static final BigInteger HOLE_V6 = BigInteger.ONE.shiftLeft(120);

  private AddressSpace() {}

  /// @param blocks CIDR blocks, however written: host bits count for nothing
  /// @return whether they cover all of the public IPv4 or all of the public IPv6 internet, but
  ///     for a hole smaller than an IPv4 /8 or an IPv6 /8
  /// @throws IllegalArgumentException for what is no address block
  public static boolean isTheWorld(Collection<String> blocks) {
    List<IPAddress> v4 = new ArrayList<>();
    List<IPAddress> v6 = new ArrayList<>();
    for (String block : blocks) {
      IPAddress parsed = address(block);
      (parsed.isIPv4() ? v4 : v6).add(parsed);
    }
    return covers(v4, PUBLIC_V4, HOLE_V4) || covers(v6, PUBLIC_V6, HOLE_V6);
  }

  private static boolean covers(List<IPAddress> blocks, List<IPAddress> space, BigInteger hole) {
    BigInteger most = count(blocks).add(hole);
    if (most.compareTo(count(space)) < 0) {
      return false;
    }
    return count(without(space, blocks)).compareTo(hole) < 0;
  }

  private static List<IPAddress> without(List<IPAddress> space, List<IPAddress> blocks) {
    List<IPAddress> left = space;
    for (IPAddress block : blocks) {
      left = left.stream().flatMap(part -> minus(part, block)).toList();
    }
    return left;
  }

  private static Stream<IPAddress> minus(IPAddress part, IPAddress block) {
    IPAddress[] rest = part.subtract(block);
    return rest == null
        ? Stream.empty()
        : Arrays.stream(rest).flatMap(r -> Arrays.stream(r.spanWithPrefixBlocks()));
  }

  private static BigInteger count(List<IPAddress> blocks) {
    return blocks.stream().map(IPAddress::getCount).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static IPAddress address(String block) {
    IPAddress parsed = new IPAddressString(block).getAddress();
    if (parsed == null) {
      throw new IllegalArgumentException("not an address block: " + block);
    }
    return parsed.toPrefixBlock();
  }
}

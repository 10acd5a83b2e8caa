package dev.auroraguardrails.model;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Address-set maths: whom do these CIDR blocks together let in?
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

  /// Addresses that nobody can reach from outside the network they belong to: RFC 1918, RFC 6598,
  /// which VPCs use, too, and RFC 4193.
  private static final List<IPAddress> PRIVATE =
      Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
          .map(AddressSpace::address)
          .toList();

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
    List<IPAddress> all = addresses(blocks);
    return covers(v4(all), PUBLIC_V4, HOLE_V4) || covers(v6(all), PUBLIC_V6, HOLE_V6);
  }

  /// @param blocks CIDR blocks, however written
  /// @param ipv4 a prefix length
  /// @param ipv6 likewise
  /// @return whether they hold more public addresses than one IPv4 block or one IPv6 block of that
  ///     length; what is not routed on the internet does not count
  /// @throws IllegalArgumentException for what is no address block
  public static boolean isWiderThan(int ipv4, int ipv6, Collection<String> blocks) {
    List<IPAddress> all = addresses(blocks);
    return held(v4(all), PUBLIC_V4).compareTo(BigInteger.ONE.shiftLeft(32 - ipv4)) > 0
        || held(v6(all), PUBLIC_V6).compareTo(BigInteger.ONE.shiftLeft(128 - ipv6)) > 0;
  }

  /// @param blocks CIDR blocks, however written
  /// @param ranges what they may lie in
  /// @param privateToo whether they may be private, as well
  /// @return what of them lies in none of the ranges, in as few blocks as possible
  /// @throws IllegalArgumentException for what is no address block
  public static List<String> outside(
      Collection<String> blocks, Collection<String> ranges, boolean privateToo) {
    List<IPAddress> inside = new ArrayList<>(addresses(ranges));
    if (privateToo) {
      inside.addAll(PRIVATE);
    }
    List<IPAddress> all = addresses(blocks);
    return Stream.concat(merged(without(v4(all), v4(inside))), merged(without(v6(all), v6(inside))))
        .map(IPAddress::toCanonicalString)
        .toList();
  }

  /// @param blocks CIDR blocks, however written
  /// @param ranges likewise
  /// @return what of the blocks lies in one of the ranges
  /// @throws IllegalArgumentException for what is no address block
  public static List<String> within(Collection<String> blocks, Collection<String> ranges) {
    return outside(blocks, outside(blocks, ranges, false), false);
  }

  private static Stream<IPAddress> merged(List<IPAddress> blocks) {
    return blocks.isEmpty()
        ? Stream.empty()
        : Arrays.stream(
            blocks
                .getFirst()
                .mergeToPrefixBlocks(blocks.subList(1, blocks.size()).toArray(IPAddress[]::new)));
  }

  /// How many addresses of the space the blocks hold, each counted once.
  private static BigInteger held(List<IPAddress> blocks, List<IPAddress> space) {
    return blocks.isEmpty()
        ? BigInteger.ZERO
        : count(space).subtract(count(without(space, blocks)));
  }

  private static List<IPAddress> addresses(Collection<String> blocks) {
    return blocks.stream().map(AddressSpace::address).toList();
  }

  private static List<IPAddress> v4(List<IPAddress> all) {
    return all.stream().filter(IPAddress::isIPv4).toList();
  }

  private static List<IPAddress> v6(List<IPAddress> all) {
    return all.stream().filter(IPAddress::isIPv6).toList();
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

package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Exposure.Place;
import dev.auroraguardrails.model.Exposure.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static final List<String> WORLD = List.of("0.0.0.0/0");
  private static final Route INTERNET = new Route("0.0.0.0/0", "igw-1");
  private static final AclEntry IN = new AclEntry(100, false, "-1", true, "0.0.0.0/0", -1, -1);
  private static final AclEntry OUT = new AclEntry(100, true, "-1", true, "0.0.0.0/0", -1, -1);

  @Test
  void aRuleAnAddressARouteAndAnAclTogetherAreReachable() {
    Exposure open = exposure(WORLD, place(Set.of("203.0.113.9"), List.of(INTERNET), IN, OUT));

    assertThat(open.words()).isEqualTo("reachable from the internet by 203.0.113.9 in subnet-1");
    assertThat(open.weighs(Severity.HIGH)).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void whateverIsMissingIsSaid() {
    assertThat(exposure(WORLD, place(Set.of(), List.of(INTERNET), IN, OUT)).words())
        .isEqualTo("opened, not reachable from the internet: no public IPv4 address");
    assertThat(words(WORLD, List.of(new Route("0.0.0.0/0", "nat-1")), IN, OUT))
        .endsWith("no route from subnet-1 to an internet gateway");
    assertThat(words(WORLD, List.of(INTERNET), OUT))
        .endsWith("the network ACL of subnet-1 stops it");
    assertThat(words(WORLD, List.of(INTERNET), IN))
        .endsWith("the network ACL of subnet-1 stops it");
    assertThat(words(List.of("10.0.0.0/8"), List.of(INTERNET), IN, OUT))
        .endsWith("only private addresses are let in");
    assertThat(words(List.of("::/0"), List.of(INTERNET), IN, OUT))
        .endsWith("no public IPv6 address");
    assertThat(exposure(WORLD).words()).endsWith("no instance is reached through the group");
  }

  @Test
  void whatAnAclDeniesFirstOrARouteDoesNotLeadToIsNotReached() {
    var stranger = List.of("198.51.100.0/24");
    var denied = new AclEntry(90, false, "6", false, "198.51.100.0/24", 5432, 5432);

    assertThat(words(stranger, List.of(INTERNET), denied, IN, OUT)).contains("network ACL");
    assertThat(words(stranger, List.of(new Route("203.0.113.0/24", "igw-1")), IN, OUT))
        .contains("no route");
    assertThat(words(stranger, List.of(new Route("pl-1", "igw-1")), IN, OUT))
        .startsWith("reachable");
  }

  @Test
  void answersNeedOnlyOnePortThatClientsUse() {
    var high = new AclEntry(100, true, "6", true, "0.0.0.0/0", 49_152, 65_535);
    var web = new AclEntry(100, true, "6", true, "0.0.0.0/0", 443, 443);

    assertThat(words(WORLD, List.of(INTERNET), IN, high)).startsWith("reachable");
    assertThat(words(WORLD, List.of(INTERNET), IN, web)).contains("network ACL");
  }

  @Test
  void ipv6IsJudgedByItself() {
    var route = new Route("::/0", "igw-1");
    var in = new AclEntry(101, false, "-1", true, "::/0", -1, -1);
    var out = new AclEntry(101, true, "-1", true, "::/0", -1, -1);

    assertThat(
            exposure(List.of("::/0"), place(Set.of("2001:db8::9"), List.of(route), in, out))
                .reach())
        .isEqualTo(Reach.REACHABLE);
    assertThat(
            exposure(List.of("::/0"), place(Set.of("203.0.113.9"), List.of(route), in, out))
                .reach())
        .isEqualTo(Reach.NOT_REACHABLE);
  }

  @Test
  void whatIsNotReachableWeighsAStepLessAndTheUnknownAsMuch() {
    assertThat(exposure(WORLD).weighs(Severity.CRITICAL)).isEqualTo(Severity.HIGH);
    assertThat(Exposure.unknown("denied").weighs(Severity.HIGH)).isEqualTo(Severity.HIGH);
    assertThat(Exposure.unknown("denied").words())
        .isEqualTo("not known whether reachable from the internet, because denied");
  }

  /// Against one address after the other, with blocks that share a /28.
  @Test
  void agreesWithWhoeverTriesEachAddress() {
    var random = new Random(7);
    int reachable = 0;
    for (int round = 0; round < 2_000; round++) {
      List<String> sources = blocks(random, 1 + random.nextInt(2));
      List<Route> routes =
          blocks(random, random.nextInt(3)).stream().map(to -> new Route(to, "igw-1")).toList();
      List<AclEntry> entries = entries(random);
      boolean expected =
          IntStream.range(0, 16)
              .mapToObj(i -> "198.51.100." + i)
              .anyMatch(
                  address ->
                      sources.stream().anyMatch(block -> holds(block, address))
                          && routes.stream().anyMatch(r -> holds(r.destination(), address))
                          && passes(entries, address, false)
                          && passes(entries, address, true));
      Exposure found =
          Exposure.of(
              sources,
              List.of(5432),
              List.of(new Place("subnet-1", Set.of("203.0.113.9"), routes, entries)));
      assertThat(found.reach() == Reach.REACHABLE)
          .as("%s %s %s", sources, routes, entries)
          .isEqualTo(expected);
      reachable += expected ? 1 : 0;
    }
    assertThat(reachable).isBetween(100, 1_900);
  }

  private static boolean passes(List<AclEntry> entries, String address, boolean egress) {
    return entries.stream()
        .filter(entry -> entry.egress() == egress && holds(entry.block(), address))
        .findFirst()
        .map(AclEntry::allow)
        .orElse(false);
  }

  private static boolean holds(String block, String address) {
    int slash = block.indexOf('/');
    int bits = Integer.parseInt(block.substring(slash + 1));
    int from = last(block.substring(0, slash));
    return last(address) >> (32 - bits) == from >> (32 - bits);
  }

  private static int last(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
  }

  private static List<AclEntry> entries(Random random) {
    var entries = new ArrayList<AclEntry>();
    for (boolean egress : new boolean[] {false, true}) {
      int number = 10;
      for (String block : blocks(random, random.nextInt(4))) {
        entries.add(new AclEntry(number++, egress, "-1", random.nextInt(3) > 0, block, -1, -1));
      }
    }
    return entries;
  }

  private static List<String> blocks(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int bits = 28 + random.nextInt(5);
              int from = random.nextInt(16) >> (32 - bits) << (32 - bits);
              return "198.51.100." + from + "/" + bits;
            })
        .toList();
  }

  private static Exposure exposure(List<String> sources, Place... places) {
    return Exposure.of(sources, List.of(5432), List.of(places));
  }

  private static String words(List<String> sources, List<Route> routes, AclEntry... entries) {
    return exposure(sources, place(Set.of("203.0.113.9"), routes, entries)).words();
  }

  private static Place place(Set<String> addresses, List<Route> routes, AclEntry... entries) {
    return new Place("subnet-1", addresses, routes, List.of(entries));
  }
}

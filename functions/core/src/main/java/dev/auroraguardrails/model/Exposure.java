package dev.auroraguardrails.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Whether what a security group's rules let in gets to a database from the internet. A rule is one
/// of the things that it takes: the others are a public address, a route through an internet
/// gateway and a network ACL that lets connections in and their answers out.
///
/// @param reach how far it gets
/// @param why as a clause: what it takes, or what is missing
public record Exposure(Reach reach, String why) {
  /// Ports that clients listen on for the answers, by the systems in use.
  private static final List<Integer> EPHEMERAL = List.of(1_024, 32_768, 49_152, 65_535);

  /// How far it gets.
  public enum Reach {
    REACHABLE("reachable from the internet"),
    NOT_REACHABLE("opened, not reachable from the internet"),
    UNKNOWN("not known whether reachable from the internet");

    private final String words;

    Reach(String words) {
      this.words = words;
    }
  }

  /// Where an instance is.
  ///
  /// @param subnet the subnet's id
  /// @param addresses its addresses that are not private: public IPv4 ones, IPv6 ones
  /// @param routes those of the subnet's route table
  /// @param entries those of the subnet's network ACL
  public record Place(
      String subnet, Set<String> addresses, List<Route> routes, List<AclEntry> entries) {
    public Place {
      addresses = java.util.Collections.unmodifiableSet(new TreeSet<>(addresses));
      routes = List.copyOf(routes);
      entries = List.copyOf(entries);
    }
  }

  /// @param why what could not be read
  public static Exposure unknown(String why) {
    return new Exposure(Reach.UNKNOWN, why);
  }

  /// A more specific route to somewhere else is not taken into account: then less is reachable than
  /// is said.
  ///
  /// @param sources the blocks that may connect
  /// @param ports the ports of the clusters that they may connect to
  /// @param places where the instances are
  public static Exposure of(
      Collection<String> sources, Collection<Integer> ports, Collection<Place> places) {
    List<String> outside = AddressSpace.outside(sources, List.of(), true);
    var reasons = new TreeSet<String>();
    for (Place place : places) {
      List<String> missing = missing(outside, ports, place);
      if (missing.isEmpty()) {
        return new Exposure(
            Reach.REACHABLE,
            "by %s in %s".formatted(String.join(", ", place.addresses()), place.subnet()));
      }
      reasons.addAll(missing);
    }
    return new Exposure(
        Reach.NOT_REACHABLE,
        places.isEmpty() ? "no instance is reached through the group" : String.join("; ", reasons));
  }

  private static List<String> missing(
      List<String> outside, Collection<Integer> ports, Place place) {
    var why = new ArrayList<String>();
    for (boolean six : new boolean[] {false, true}) {
      List<String> from = ofFamily(outside, six);
      if (!from.isEmpty()) {
        String missing = missing(from, ports, place, six);
        if (missing.isEmpty()) {
          return List.of();
        }
        why.add(missing);
      }
    }
    return why.isEmpty() ? List.of("only private addresses are let in") : why;
  }

  private static String missing(
      List<String> from, Collection<Integer> ports, Place place, boolean six) {
    String family = six ? "IPv6" : "IPv4";
    if (ofFamily(place.addresses(), six).isEmpty()) {
      return "no public %s address".formatted(family);
    }
    List<String> routed =
        ofFamily(
            place.routes().stream()
                .filter(Route::leadsToTheInternet)
                .flatMap(route -> destinations(route).stream())
                .toList(),
            six);
    List<String> answered = AddressSpace.within(from, routed);
    if (answered.isEmpty()) {
      return "no route from %s to an internet gateway".formatted(place.subnet());
    }
    List<AclEntry> entries = place.entries();
    boolean in =
        ports.stream()
            .map(port -> AclEntry.allowed(entries, entry -> entry.isAbout(port)))
            .map(allowed -> AddressSpace.within(answered, ofFamily(allowed, six)))
            .anyMatch(
                allowed ->
                    !allowed.isEmpty()
                        && EPHEMERAL.stream()
                            .anyMatch(port -> answers(entries, port, allowed, six)));
    return in ? "" : "the network ACL of %s stops it".formatted(place.subnet());
  }

  /// What a prefix list stands for is not read: it may be anybody.
  private static List<String> destinations(Route route) {
    return route.destination().startsWith("pl-")
        ? List.of("0.0.0.0/0", "::/0")
        : List.of(route.destination());
  }

  private static boolean answers(List<AclEntry> entries, int port, List<String> to, boolean six) {
    Predicate<AclEntry> about = entry -> entry.isAboutAnswersAt(port);
    return !AddressSpace.within(to, ofFamily(AclEntry.allowed(entries, about), six)).isEmpty();
  }

  private static List<String> ofFamily(Collection<String> blocks, boolean six) {
    return blocks.stream().filter(block -> block.contains(":") == six).toList();
  }

  /// @return how bad something is that is this bad by itself, a step more or less
  public Severity weighs(Severity usual) {
    return switch (reach) {
      case REACHABLE -> usual == Severity.LOW ? Severity.MEDIUM : harder(usual);
      case NOT_REACHABLE -> softer(usual);
      case UNKNOWN -> usual;
    };
  }

  private static Severity harder(Severity usual) {
    return usual == Severity.MEDIUM ? Severity.HIGH : Severity.CRITICAL;
  }

  private static Severity softer(Severity usual) {
    return switch (usual) {
      case CRITICAL -> Severity.HIGH;
      case HIGH -> Severity.MEDIUM;
      case MEDIUM, LOW -> Severity.LOW;
    };
  }

  /// @return `opened, not reachable from the internet: no public IPv4 address`
  public String words() {
    return switch (reach) {
      case REACHABLE -> reach.words + " " + why;
      case NOT_REACHABLE -> reach.words + ": " + why;
      case UNKNOWN -> reach.words + ", because " + why;
    };
  }
}

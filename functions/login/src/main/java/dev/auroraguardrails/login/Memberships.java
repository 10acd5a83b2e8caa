package dev.auroraguardrails.login;

import dev.auroraguardrails.login.PostgresFacts.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Who is a member of what, over any number of steps.
final class Memberships {
  private final List<Membership> direct;

  Memberships(List<Membership> direct) {
    this.direct = List.copyOf(direct);
  }

  /// @param skipped roles whose own members are not looked at
  /// @return each member whose way is usable, with the shortest way to the role: itself first, the
  ///     role last
  Map<String, List<String>> waysTo(String role, Predicate<String> skipped) {
    var ways = new LinkedHashMap<String, List<String>>();
    var waiting = new ArrayDeque<List<String>>();
    waiting.add(List.of(role));
    while (!waiting.isEmpty()) {
      List<String> way = waiting.remove();
      for (Membership edge : direct) {
        if (edge.usable()
            && edge.role().equals(way.getFirst())
            && !edge.member().equals(role)
            && !ways.containsKey(edge.member())) {
          var longer = new ArrayList<>(List.of(edge.member()));
          longer.addAll(way);
          ways.put(edge.member(), List.copyOf(longer));
          if (!skipped.test(edge.member())) {
            waiting.add(longer);
          }
        }
      }
    }
    return ways;
  }

  /// @return the role and all its members by whatever way: so pg_hba.conf counts them, which
  ///     decides whether a login goes by IAM
  Set<String> allOf(String role) {
    var members = new HashSet<>(Set.of(role));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Membership edge : direct) {
        grown |= members.contains(edge.role()) && members.add(edge.member());
      }
    }
    return members;
  }
}

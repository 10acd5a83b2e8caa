package dev.auroraguardrails.network;

import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// A cheap upper bound of how many addresses rules let in, by which groups are told apart that
/// cannot be of interest.
final class Reach {
  /// As many as a /7 holds: two of the largest private networks, or one block that is larger.
  private static final double WIDE_4 = Math.scalb(1.0, 32 - 7);

  private static final double WIDE_6 = Math.scalb(1.0, 128 - 15);

  private Reach() {}

  /// Blocks are added up, since many blocks that look harmless can make up the whole internet.
  ///
  /// @param rules ingress rules
  /// @return whether their addresses together are as many as an IPv4 /7 or an IPv6 /15 holds
  static boolean isWide(Collection<SecurityGroupRule> rules) {
    Set<String> blocks =
        rules.stream().flatMap(rule -> rule.addresses().stream()).collect(Collectors.toSet());
    return sum(blocks, false) >= WIDE_4 || sum(blocks, true) >= WIDE_6;
  }

  private static double sum(Set<String> blocks, boolean six) {
    return blocks.stream()
        .filter(block -> block.contains(":") == six)
        .mapToDouble(block -> size(block, six ? 128 : 32))
        .sum();
  }

  private static double size(String block, int bits) {
    int slash = block.indexOf('/');
    int prefix = slash < 0 ? bits : Integer.parseInt(block, slash + 1, block.length(), 10);
    return Math.scalb(1.0, bits - prefix);
  }
}

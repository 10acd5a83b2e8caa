package dev.auroraguardrails.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A group that is passed over for being narrow must never be one that lets the world in.
class ReachOracleTest {

  @Test
  void theWorldIsWideHoweverItIsCutUp() {
    var random = new Random(5);
    int worlds = 0;
    for (int round = 0; round < 300; round++) {
      List<String> blocks = new ArrayList<>();
      cut(random, 0, 0, random.nextDouble() / 50, blocks);
      if (AddressSpace.isTheWorld(blocks)) {
        worlds++;
        assertThat(Reach.isWide(List.of(rule(blocks)))).as(blocks.toString()).isTrue();
      }
    }
    assertThat(worlds).isBetween(50, 299);
  }

  /// Splits the IPv4 space at random and leaves some of it out.
  private static void cut(Random random, int first, int prefix, double gaps, List<String> blocks) {
    if (prefix < 16 && random.nextDouble() < 0.8 - prefix * 0.03) {
      cut(random, first, prefix + 1, gaps, blocks);
      cut(random, first + (1 << (15 - prefix)), prefix + 1, gaps, blocks);
    } else if (random.nextDouble() >= gaps) {
      blocks.add("%d.%d.0.0/%d".formatted(first >> 8, first & 0xff, prefix));
    }
  }

  private static SecurityGroupRule rule(List<String> addresses) {
    return new SecurityGroupRule(
        "sgr-1", false, "tcp", 5432, 5432, "pl-1", addresses, Optional.empty());
  }
}

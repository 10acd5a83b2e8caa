package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Holds the port maths against every port by itself.
class PortsOracleTest {
  private static final List<String> PROTOCOLS = List.of("tcp", "6", "udp", "17", "icmp", "-1");
  private static final int LAST = 65_535;

  @Test
  void aRuleLetsThePortsInItsRangeAndNoOther() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      SecurityGroupRule rule = any(random);
      int port = edge(random, rule);
      boolean tcp = List.of("tcp", "6").contains(rule.protocol());
      boolean inRange =
          IntStream.rangeClosed(rule.fromPort(), rule.toPort()).anyMatch(p -> p == port);

      assertThat(rule.lets(port))
          .as(rule.ports() + " at " + port)
          .isEqualTo(rule.protocol().equals("-1") || (tcp && inRange));
    }
  }

  @Test
  void everyPortIsEveryPort() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      SecurityGroupRule rule = any(random);

      assertThat(rule.letsEveryPort())
          .as(rule.ports())
          .isEqualTo(IntStream.rangeClosed(1, LAST).allMatch(rule::lets));
    }
  }

  private static SecurityGroupRule any(Random random) {
    int from = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(LAST + 1);
    int to = random.nextInt(4) == 0 ? LAST - random.nextInt(2) : random.nextInt(from, LAST + 1);
    return Given.rule(
        "sgr-1", PROTOCOLS.get(random.nextInt(PROTOCOLS.size())), from, to, "10.0.0.0/8");
  }

  private static int edge(Random random, SecurityGroupRule rule) {
    int[] edges = {rule.fromPort() - 1, rule.fromPort(), rule.toPort(), rule.toPort() + 1, 5432};
    return edges[random.nextInt(edges.length)];
  }
}

package dev.auroraguardrails.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "128.0.0.0/1", "8.0.0.0/7", "::/0", "2000::/3", "2000::/15"})
  void oneLargeBlockIsWide(String block) {
    assertThat(Reach.isWide(List.of(rule(block)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "198.51.100.7/32", "198.51.100.7", "2000::/16", "::1/128"})
  void oneSmallBlockIsNot(String block) {
    assertThat(Reach.isWide(List.of(rule(block)))).isFalse();
  }

  @Test
  void thePrivateNetworksTogetherAreNot() {
    assertThat(Reach.isWide(List.of(rule("10.0.0.0/8", "172.16.0.0/12"), rule("192.168.0.0/16"))))
        .isFalse();
  }

  @Test
  void manySmallBlocksTogetherAre() {
    var all = IntStream.range(0, 256).mapToObj(first -> rule(first + ".0.0.0/8")).toList();

    assertThat(Reach.isWide(all)).isTrue();
  }

  @Test
  void theSameBlockCountsOnce() {
    var ports = Stream.generate(() -> rule("10.0.0.0/8")).limit(60).toList();

    assertThat(Reach.isWide(ports)).isFalse();
  }

  @Test
  void nothingIsNot() {
    assertThat(Reach.isWide(List.of())).isFalse();
    assertThat(Reach.isWide(List.of(rule()))).isFalse();
  }

  private static SecurityGroupRule rule(String... addresses) {
    return new SecurityGroupRule(
        "sgr-1", false, "tcp", 5432, 5432, "source", List.of(addresses), Optional.empty());
  }
}

package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "role/dev, role/dev",
    "role/*, role/dev",
    "*, role/dev",
    "role/d?v, role/dev",
    "*ev, role/dev",
    "r*e*v, role/dev",
    "role/dev**, role/dev",
  })
  void theWholeTextIsMatched(String pattern, String text) {
    assertThat(Glob.matches(pattern, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "role/dev, role/dev2",
    "role/dev, Role/dev",
    "role/?, role/dev",
    "role/dev?, role/dev",
    "*x, role/dev",
    "role.dev, role/dev",
    "'', role/dev",
  })
  void anythingElseIsNot(String pattern, String text) {
    assertThat(Glob.matches(pattern, text)).isFalse();
  }

  @Test
  void manyStarsTakeNoTime() {
    String text = "a".repeat(5_000);

    boolean matches =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> Glob.matches("*a".repeat(200) + "b", text));

    assertThat(matches).isFalse();
  }
}

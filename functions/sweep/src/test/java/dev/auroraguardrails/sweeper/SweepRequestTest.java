package dev.auroraguardrails.sweeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.sweep.Scope;
import dev.auroraguardrails.sweeper.SweepRequest.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepRequestTest {
  @Test
  void nothingAskedForIsAReportOfEverything() {
    assertThat(request("{}"))
        .isEqualTo(new SweepRequest(Mode.REPORT, Scope.ALL, Optional.empty(), 0));
  }

  @Test
  void hardeningNamesItsPlanAndAMaximum() {
    assertThat(
            request(
                """
                {"mode": "harden", "plan": "sweep-20260302T120000Z", "maximum": 5,
                 "controls": ["RESIL-01"], "clusters": ["orders"]}"""))
        .isEqualTo(
            new SweepRequest(
                Mode.HARDEN,
                new Scope(Set.of("RESIL-01"), List.of("orders")),
                Optional.of("sweep-20260302T120000Z"),
                5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"mode": "fix"}                                         | report, enforce or harden
          {"mode": "harden", "maximum": 5}                        | harden wants as plan
          {"mode": "harden", "plan": "../other", "maximum": 5}    | harden wants as plan
          {"mode": "harden", "plan": "sweep-2026Z"}               | harden wants as maximum
          {"mode": "harden", "plan": "sweep-2026Z", "maximum": 0} | harden wants as maximum
          {"mode": "enforce", "maximum": 5}                       | maximum is for the mode harden
          {"plan": "sweep-2026Z"}                                 | plan is for the mode harden
          {"controls": ["NET-99"]}                                | there is no control NET-99
          {"controls": "NET-01"}                                  | controls is a list of texts
          {"what": 1}                                             | not what
          """)
  void whatIsNotUnderstoodIsRefused(String json, String reason) {
    assertThatThrownBy(() -> request(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @SuppressWarnings("unchecked")
  private static SweepRequest request(String json) {
    return SweepRequest.of((Map<String, Object>) Json.read(json, Map.class));
  }
}

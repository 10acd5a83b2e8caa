package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Exposure;
import dev.auroraguardrails.model.Exposure.Reach;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An alert says how far what was opened could be reached, and weighs that much.
class ExposuresTest {
  private final World world = new World().has(Given.group());

  @Test
  void whatCouldNotBeReachedIsSaidAndWeighsLess() {
    world.exposure = Optional.of(new Exposure(Reach.NOT_REACHABLE, "no public IPv4 address"));

    assertThat(world.handle(world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1"))))
        .containsExactly("NET-01 revert reverted");
    var alert = world.alerts.getFirst();
    assertThat(alert.control().severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.evidence())
        .endsWith("; opened, not reachable from the internet: no public IPv4 address");
  }

  @Test
  void whatIsOnlyToldSaysItToo() {
    world.baseline = Given.recommended("controls: {NET-01: {mode: alert}}");
    world.exposure = Optional.of(new Exposure(Reach.REACHABLE, "by 203.0.113.9 in subnet-1"));

    world.handle(world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1")));

    assertThat(world.alerts.getFirst().evidence())
        .endsWith("; reachable from the internet by 203.0.113.9 in subnet-1");
  }

  @Test
  void whatIsNoQuestionOfTheNetworkSaysNothing() {
    world.exposure = Optional.of(Exposure.unknown("never asked"));
    world.has(dev.auroraguardrails.model.ACluster.orders().build());

    world.handle(world.modifies("e-1", "'deletionProtection':false"));

    assertThat(world.alerts)
        .extracting(alert -> alert.evidence())
        .noneMatch(text -> text.contains("reach"));
    assertThat(List.of(world.alerts.getFirst().control().severity()))
        .containsExactly(Severity.HIGH);
  }
}

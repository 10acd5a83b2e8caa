package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A change that is told for its own sake is told once, and never instead of being remembered.
class EchoTest {
  private final World world = new World().has(Given.group(Given.rule("sgr-app", "10.0.0.0/8")));

  @BeforeEach
  void theBaselineAsksForEveryChange() {
    world.baseline = Given.recommended("controls: {NET-25: {mode: alert}}");
  }

  @Test
  void unlessTheBaselineAsksNoHarmlessChangeIsTold() {
    world.baseline = Given.recommended();

    assertThat(world.handle(world.happens(Ingress.opens("e-1", "10.1.0.0/16", "sgr-1")))).isEmpty();
  }

  @Test
  void aHarmlessChangeIsToldAndItsStateIsRemembered() {
    assertThat(world.handle(world.happens(Ingress.opens("e-1", "10.1.0.0/16", "sgr-1"))))
        .containsExactly("NET-25 alert alerted");

    assertThat(world.ledger.lastGood("sg-1", SecurityGroup.class).orElseThrow().state().rules())
        .containsOnlyKeys("sgr-app", "sgr-1");
  }

  @Test
  void oneThatIsPutBackIsNotToldTwice() {
    assertThat(world.handle(world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1"))))
        .containsExactly("NET-01 revert reverted");
  }

  @Test
  void norIsItWhenItsEventComesAgain() {
    var event = world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1"));
    world.handle(event);

    assertThat(world.handle(event)).containsExactly("NET-01 none already-fixed");
    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void aChangeThatIsNotVisibleYetIsToldOnlyWhenItIsSeen() {
    var event = Ingress.opens("e-1", "0.0.0.0/0", "sgr-1");

    assertThat(world.handle(event)).containsExactly("NET-01 none deferred");
  }

  @Test
  void whatTheGuardDidItselfIsNotTold() {
    var own =
        Given.by(
            "'arn':'arn:aws:sts::123456789012:assumed-role/guard-rds/guard'",
            Ingress.opens("e-1", "10.1.0.0/16", "sgr-1"));

    assertThat(world.handle(world.happens(own))).noneMatch(line -> line.startsWith("NET-25"));
  }
}

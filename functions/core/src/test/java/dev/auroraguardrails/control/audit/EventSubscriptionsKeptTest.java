package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.EnableEventSubscription;
import dev.auroraguardrails.model.Resource.EventSubscription;
import org.junit.jupiter.api.Test;

class EventSubscriptionsKeptTest {
  private final Judge<EventSubscription> judge = Judge.by(new EventSubscriptionsKept());

  private static final EventSubscription ON = Given.subscription(true);

  private static EventSubscription with(
      String topic, java.util.Set<String> sources, java.util.Set<String> categories) {
    return new EventSubscription(
        ON.id(), true, java.util.Optional.of(true), topic, "db-cluster", sources, categories);
  }

  @Test
  void oneThatIsAsItWasOrTellsMoreIsLeftAlone() {
    judge.passes(ON);
    judge
        .whenLastGoodWas(ON)
        .passes(with(ON.topic(), java.util.Set.of("orders", "bills"), java.util.Set.of()));
  }

  @Test
  void anotherEnginesIsNotGuarded() {
    var snapshots =
        new EventSubscription(
            ON.id(),
            true,
            java.util.Optional.of(false),
            "t",
            "db-snapshot",
            java.util.Set.of(),
            java.util.Set.of());

    assertThat(snapshots.isGuarded()).isFalse();
    assertThat(ON.isGuarded()).isTrue();
  }

  @Test
  void oneThatIsSwitchedOffIsSwitchedOn() {
    assertThat(judge.fixes(Given.subscription(false)))
        .isEqualTo(new EnableEventSubscription(ON.id()));
    assertThat(judge.blames(Given.subscription(false)).subject()).isEqualTo("enabled");
  }

  @Test
  void oneThatIsNotKnownToBeOnIsSwitchedOn() {
    var unknown =
        new EventSubscription(
            ON.id(),
            true,
            java.util.Optional.empty(),
            ON.topic(),
            "db-cluster",
            java.util.Set.of(),
            java.util.Set.of());

    assertThat(judge.fixes(unknown)).isEqualTo(new EnableEventSubscription(ON.id()));
  }

  @Test
  void oneThatWasNarrowedIsToldWithWhatItWas() {
    judge.whenLastGoodWas(ON);

    assertThat(
            judge
                .blames(with("elsewhere", java.util.Set.of("orders"), java.util.Set.of("failure")))
                .subject())
        .isEqualTo("snsTopicArn");
    assertThat(
            judge
                .blames(with(ON.topic(), java.util.Set.of("bills"), java.util.Set.of("failure")))
                .subject())
        .isEqualTo("sourceIdentifier");
    var fewer = judge.blames(with(ON.topic(), java.util.Set.of(), java.util.Set.of("backup")));
    assertThat(fewer.subject()).isEqualTo("eventCategories");
    assertThat(fewer.doubt().orElseThrow()).endsWith(" of [failure] of [orders]");
  }

  @Test
  void oneThatIsGoneIsToldWithWhatItWas() {
    assertThat(judge.doubts(EventSubscription.gone(ON.id()))).contains("not known");
    judge.whenLastGoodWas(ON);
    assertThat(judge.doubts(EventSubscription.gone(ON.id()))).contains(ON.topic());
  }
}

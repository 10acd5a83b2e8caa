package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

class RegionalEngineTest {
  private final List<String> made = new ArrayList<>();
  private final List<String> handled = new ArrayList<>();

  private final Engine engine =
      new RegionalEngine(
          "us-east-1",
          region -> {
            made.add(region);
            return change -> {
              handled.add(region);
              return List.of();
            };
          });

  @Test
  void theFunctionsOwnRegionIsReadyBeforeAnyEvent() {
    assertThat(made).containsExactly("us-east-1");
  }

  @Test
  void anEventIsHandledByItsOwnRegion() {
    engine.handle(change("eu-west-1"));
    engine.handle(change("us-east-1"));
    engine.handle(change("eu-west-1"));

    assertThat(handled).containsExactly("eu-west-1", "us-east-1", "eu-west-1");
    assertThat(made).containsExactly("us-east-1", "eu-west-1");
  }

  @Test
  void anEventWithoutARegionIsOfTheFunctionsOwn() {
    engine.handle(change(""));

    assertThat(handled).containsExactly("us-east-1");
  }

  @Test
  void whatIsNoRegionBecomesNoHostName() {
    assertThatThrownBy(() -> Clients.build(SnsClient.builder(), "x.example.com/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.example.com/");
    try (SnsClient client = Clients.build(SnsClient.builder(), "ap-southeast-2")) {
      assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("ap-southeast-2");
    }
  }

  private static Trigger.Change change(String region) {
    var event =
        new ChangeEvent(
            "e-1",
            "rds.amazonaws.com",
            "ModifyDBCluster",
            ChangeEvent.Kind.MUTATING,
            ChangeEvent.Result.OK,
            Optional.empty(),
            Instant.EPOCH,
            "111122223333",
            region,
            new Actor("Root", Optional.empty(), Optional.empty()),
            "198.51.100.7",
            "test",
            "r-1",
            MissingNode.getInstance(),
            MissingNode.getInstance(),
            Map.of());
    return new Trigger.Change(event, 0, Instant.EPOCH);
  }
}

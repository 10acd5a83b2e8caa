package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.model.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final MessageReader reader = new MessageReader(Events::read, InstantSource.fixed(NOW));

  @Test
  void anEventFromEventBridgeIsSeenNowForTheFirstTime() throws UnreadableBody {
    Trigger.Change change = reader.read("{\"id\":\"e-1\"}").orElseThrow();
    assertThat(change.event().eventId()).isEqualTo("e-1");
    assertThat(change.attempt()).isZero();
    assertThat(change.firstSeen()).isEqualTo(NOW);
  }

  @Test
  void anEventThatWasSentAgainKeepsWhenItWasSeenFirst() throws UnreadableBody {
    Trigger.Change change =
        reader
            .read(
                "{\"attempt\":2,\"firstSeen\":\"2026-03-01T11:00:00Z\",\"event\":{\"id\":\"e-1\"}}")
            .orElseThrow();
    assertThat(change.attempt()).isEqualTo(2);
    assertThat(change.firstSeen()).isEqualTo(NOW.minusSeconds(3_600));
  }

  @Test
  void whatIsNoneOfTheGuardsBusinessIsLeftAlone() throws UnreadableBody {
    assertThat(reader.read("{\"id\":\"none\"}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hunter2                                   | not JSON at line 1
          `{"id": hunter2`                          | not JSON at line 1
          `["hunter2"]`                             | wanted a JSON object, got ARRAY
          ``                                        | wanted a JSON object, got MISSING
          `{"hunter2":1}`                           | wanted an id
          `{"attempt":0,"event":{}}`                | an event sent again needs an attempt of 1
          `{"attempt":1,"event":"hunter2"}`         | an event sent again needs an attempt of 1
          `{"attempt":1,"event":{},"firstSeen":1}`  | an event sent again needs firstSeen
          """)
  void anUnreadableBodyIsToldWithoutQuotingIt(String body, String reason) {
    assertThatThrownBy(() -> reader.read(body))
        .isInstanceOf(UnreadableBody.class)
        .hasMessageStartingWith(reason)
        .hasMessageNotContaining("hunter2");
  }
}

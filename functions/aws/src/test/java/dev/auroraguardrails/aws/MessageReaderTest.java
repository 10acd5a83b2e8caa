package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final MessageReader reader =
      new MessageReader(
          Events::read,
          Origin.ofQueue("https://sqs.eu-central-1.amazonaws.com/111122223333/rds")::check,
          InstantSource.fixed(NOW));

  @Test
  void anEventFromEventBridgeIsSeenNowForTheFirstTime() throws UnreadableBody {
    var change = (Trigger.Change) reader.read("{\"id\":\"e-1\"}").orElseThrow();
    assertThat(change.event().eventId()).isEqualTo("e-1");
    assertThat(change.attempt()).isZero();
    assertThat(change.firstSeen()).isEqualTo(NOW);
  }

  @Test
  void anEventThatWasSentAgainKeepsWhenItWasSeenFirst() throws UnreadableBody {
    Trigger change =
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

  @Test
  void whatASweepFoundIsRead() throws UnreadableBody {
    assertThat(reader.read(recheck(RESOURCE, "")))
        .contains(
            new Trigger.Recheck(
                new ResourceId(Kind.DB_CLUSTER, "111122223333", "eu-central-1", "orders"),
                Set.of(new FindingKey("RESIL-01", "deletionProtection")),
                "s-1",
                0,
                NOW));
  }

  @Test
  void whatAPersonAskedToHardenIsRead() throws UnreadableBody {
    assertThat(reader.read(recheck(RESOURCE, ",'harden':true")))
        .hasValueSatisfying(trigger -> assertThat(((Trigger.Recheck) trigger).harden()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'userIdentity':{'type':'Root'}",
        ",'actor':'arn:aws:iam::111122223333:user/ann'",
        ",'event':{}"
      })
  void aRecheckThatNamesAnActorIsForged(String more) {
    assertThatThrownBy(() -> reader.read(recheck(RESOURCE, more)))
        .isInstanceOf(ForgedMessage.class);
  }

  @Test
  void aRecheckOfAnotherAccountIsForged() {
    assertThatThrownBy(() -> reader.read(recheck(RESOURCE.replace("1111", "2222"), "")))
        .isInstanceOf(ForgedMessage.class);
  }

  @Test
  void aRecheckBesideAnEventIsForged() {
    assertThatThrownBy(() -> reader.read("{\"recheck\":{},\"detail\":{}}"))
        .isInstanceOf(ForgedMessage.class);
  }

  @Test
  void aRecheckOfAnUnknownKindIsUnreadable() {
    assertThatThrownBy(() -> reader.read(recheck(RESOURCE.replace("DB_CLUSTER", "MOON"), "")))
        .isInstanceOf(UnreadableBody.class)
        .isNotInstanceOf(ForgedMessage.class);
  }

  private static final String RESOURCE =
      "{'kind':'DB_CLUSTER','account':'111122223333','region':'eu-central-1','name':'orders'}";

  private static String recheck(String resource, String more) {
    return ("{'recheck':{'resource':"
            + resource
            + ",'findings':[{'control':'RESIL-01','subject':'deletionProtection'}],"
            + "'sweepId':'s-1'"
            + more
            + "}}")
        .replace('\'', '"');
  }
}

package dev.auroraguardrails.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a stub that answers as Slack does.
class DeliveryTest {
  private static final Message MESSAGE = AlertMessage.of(Alerts.reverted(), "");

  private final SlackStub slack;
  private final List<Duration> pauses = new ArrayList<>();
  private Duration left = Duration.ofSeconds(50);
  private final Delivery delivery;

  DeliveryTest() throws IOException {
    slack = new SlackStub();
    delivery =
        new Delivery(
            new SlackApi(slack.api()),
            pause -> {
              pauses.add(pause);
              left = left.minus(pause);
            });
  }

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void aMessageIsPostedOnce() {
    assertThat(byWebhook(MESSAGE)).isEmpty();
    assertThat(slack.posted()).hasSize(1);
    assertThat(slack.calls()).isEqualTo(1);
  }

  @Test
  void slackSaysHowLongToWait() {
    slack.limits("7").fails(500, "rollup_error").fails(503, "");
    byWebhook(MESSAGE);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(slack.posted()).hasSize(1);
  }

  @Test
  void aWaitThatOutlastsTheFunctionIsAnErrorAtOnce() {
    slack.limits("46");
    assertThatThrownBy(() -> byWebhook(MESSAGE))
        .isInstanceOf(Delivery.Undelivered.class)
        .hasMessage("Slack is not available: HTTP 429");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aFaultThatStaysIsAnErrorBeforeTheTimeIsUp() {
    for (int i = 0; i < 9; i++) {
      slack.fails(500, "rollup_error");
    }
    assertThatThrownBy(() -> byWebhook(MESSAGE)).isInstanceOf(Delivery.Undelivered.class);
    assertThat(left).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(slack.posted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "404, no_service",
    "403, action_prohibited",
    "410, channel_is_archived",
    "404, channel_not_found"
  })
  void aClosedWebhookIsNotAskedTwice(int status, String code) {
    slack.fails(status, code);
    assertThatThrownBy(() -> byWebhook(MESSAGE)).hasMessage("Slack refuses: " + code);
    assertThat(slack.calls()).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsNotSlacksIsNotQuoted() {
    slack.fails(404, "<html>hunter2</html>");
    assertThatThrownBy(() -> byWebhook(MESSAGE)).hasMessage("Slack refuses: unexpected answer");
  }

  @ParameterizedTest
  @CsvSource({"400, invalid_blocks", "400, invalid_payload"})
  void aMessageThatSlackDoesNotTakeIsToldInWords(int status, String code) {
    slack.fails(status, code);
    byWebhook(MESSAGE);
    assertThat(slack.posted()).singleElement().extracting(m -> m.has("blocks")).isEqualTo(false);
    assertThat(slack.posted().getFirst().path("text").asText()).contains("NET-01");
  }

  @Test
  void blocksThatBreakSlacksLimitsAreRefusedByTheStubAndToldInWords() {
    var tooLong =
        HeaderBlock.builder().text(PlainTextObject.builder().text("x".repeat(151)).build()).build();
    byWebhook(new Message("in words", List.of(tooLong), false));
    assertThat(slack.calls()).isEqualTo(2);
    assertThat(slack.posted()).singleElement().extracting(m -> m.has("blocks")).isEqualTo(false);
  }

  @Test
  void aMessageThatIsNotTakenInWordsEitherIsAnError() {
    slack.fails(400, "invalid_blocks").fails(400, "no_text");
    assertThatThrownBy(() -> byWebhook(MESSAGE))
        .hasMessage("Slack does not take the message: no_text");
  }

  @Test
  void aBotThreadsAndWhatIsLoudIsShownInTheChannelToo() {
    Optional<String> ts = byBot(Optional.empty());
    assertThat(ts).hasValue("1700000000.000001");
    byBot(ts);
    JsonNode followUp = slack.posted().getLast();
    assertThat(followUp.path("thread_ts").asText()).isEqualTo("1700000000.000001");
    assertThat(followUp.path("reply_broadcast").asBoolean()).isTrue();
    assertThat(slack.posted().getFirst().has("thread_ts")).isFalse();
  }

  @Test
  void aBotsErrorsComeWithAnAnswerOf200() {
    slack.fails(200, "{\"ok\":false,\"error\":\"internal_error\"}");
    byBot(Optional.empty());
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));

    slack.fails(200, "{\"ok\":false,\"error\":\"not_in_channel\"}");
    assertThatThrownBy(() -> byBot(Optional.empty())).hasMessage("Slack refuses: not_in_channel");
  }

  @Test
  void aSlackThatIsNotThereIsToldWithoutItsAddress() {
    slack.close();
    assertThatThrownBy(() -> byWebhook(MESSAGE))
        .hasMessageStartingWith("Slack is not available: no answer: ")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  private Optional<String> byWebhook(Message message) {
    return deliver(slack.webhook(), message, Optional.empty());
  }

  private Optional<String> byBot(Optional<String> thread) {
    return deliver(slack.bot(), MESSAGE, thread);
  }

  private Optional<String> deliver(String secret, Message message, Optional<String> thread) {
    return delivery.deliver(Destination.read(secret), message, thread, () -> left);
  }
}

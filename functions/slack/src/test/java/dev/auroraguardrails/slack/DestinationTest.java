package dev.auroraguardrails.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  private static final String URL = "https://hooks.slack.com/services/T0/B0/hunter2";

  @Test
  void aWebhookIsReadInBothForms() {
    var webhook = new Destination.Webhook(URI.create(URL));
    assertThat(Destination.read(URL + "\n")).isEqualTo(webhook);
    assertThat(Destination.read("{\"webhook\": \"" + URL + "\"}")).isEqualTo(webhook);
  }

  @Test
  void aBotIsReadWithItsChannel() {
    assertThat(Destination.read("{\"botToken\": \"xoxb-hunter2\", \"channel\": \"C0\"}"))
        .isEqualTo(new Destination.Bot("xoxb-hunter2", "C0"))
        .asString()
        .doesNotContain("hunter2");
    assertThat(Destination.read(URL)).asString().doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "http://hooks.slack.com/hunter2",
        "https:hunter2",
        "https://hooks.slack.com/hunter2 x",
        "{\"webhook\": hunter2",
        "{\"botToken\": \"hunter2\"}",
        "file:///hunter2"
      })
  void whatIsNeitherIsRefusedWithoutTellingIt(String secret) {
    assertThatThrownBy(() -> Destination.read(secret))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the Slack secret is neither")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }
}

package dev.auroraguardrails.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.net.URI;
import java.net.URISyntaxException;

/// Where messages go, with the right to send there. Both forms are secrets, so neither tells itself
/// in a log.
sealed interface Destination {

  /// An incoming webhook: one channel, no threads.
  record Webhook(URI url) implements Destination {
    @Override
    public String toString() {
      return "Webhook";
    }
  }

  /// A bot that may write to a channel (`chat:write`).
  record Bot(String token, String channel) implements Destination {
    @Override
    public String toString() {
      return "Bot";
    }
  }

  /// Reads the secret: the webhook's URL as it is, `{"webhook": "https://…"}` or `{"botToken":
  /// "xoxb-…", "channel": "C…"}`.
  ///
  /// @throws IllegalStateException saying what was wanted, without the secret
  static Destination read(String secret) {
    String text = secret.strip();
    if (!text.startsWith("{")) {
      return webhook(text);
    }
    JsonNode json = json(text);
    if (json.hasNonNull("botToken") && json.hasNonNull("channel")) {
      return new Bot(json.get("botToken").asText(), json.get("channel").asText());
    }
    return webhook(json.path("webhook").asText());
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException secretInItsMessage) {
      throw unreadable();
    }
  }

  /// Plain HTTP never leaves the machine.
  private static Destination webhook(String text) {
    try {
      var url = new URI(text);
      boolean local = "http".equals(url.getScheme()) && "127.0.0.1".equals(url.getHost());
      if (url.getHost() != null && (local || "https".equals(url.getScheme()))) {
        return new Webhook(url);
      }
    } catch (URISyntaxException secretInItsMessage) {
      throw unreadable();
    }
    throw unreadable();
  }

  private static IllegalStateException unreadable() {
    return new IllegalStateException(
        "the Slack secret is neither an https webhook URL, nor {\"webhook\": …},"
            + " nor {\"botToken\": …, \"channel\": …}");
  }
}

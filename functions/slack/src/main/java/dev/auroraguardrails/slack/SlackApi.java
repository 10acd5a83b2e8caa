package dev.auroraguardrails.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonObject;
import dev.auroraguardrails.engine.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// One HTTP call to Slack. What it tells of a failure never holds the URL or the token.
final class SlackApi {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /// What [chat.postMessage](https://docs.slack.dev/reference/methods/chat.postMessage) answers
  /// when trying again may help.
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "message_limit_exceeded",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout");

  private static final Set<String> ABOUT_THE_MESSAGE =
      Set.of(
          "invalid_payload",
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_attachments",
          "no_text",
          "msg_too_long",
          "msg_blocks_too_long",
          "too_many_attachments",
          "missing_text_or_fallback_or_attachments",
          "cannot_reply_to_message",
          "invalid_arguments");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI postMessage;

  /// @param api the base of Slack's Web API, with a slash at its end
  SlackApi(URI api) {
    this.postMessage = api.resolve("chat.postMessage");
  }

  /// @param thread the message to answer to; a webhook cannot
  Reply send(Destination destination, Message message, Optional<String> thread) {
    return switch (destination) {
      case Destination.Webhook webhook -> answer(request(webhook.url(), message.json()), false);
      case Destination.Bot bot -> answer(request(bot, message, thread), true);
    };
  }

  private HttpRequest.Builder request(URI url, JsonObject body) {
    return HttpRequest.newBuilder(url)
        .timeout(ANSWER)
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest.Builder request(
      Destination.Bot bot, Message message, Optional<String> thread) {
    JsonObject body = message.json();
    body.addProperty("channel", bot.channel());
    body.addProperty("parse", "none");
    body.addProperty("link_names", false);
    thread.ifPresent(
        ts -> {
          body.addProperty("thread_ts", ts);
          body.addProperty("reply_broadcast", message.loud());
        });
    return request(postMessage, body).header("Authorization", "Bearer " + bot.token());
  }

  private Reply answer(HttpRequest.Builder request, boolean json) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return read(response, json);
    } catch (IOException e) {
      // Its message may name the URL.
      return new Reply.Later("no answer: " + e.getClass().getSimpleName(), Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Slack was asked", e);
    }
  }

  private static Reply read(HttpResponse<String> response, boolean json) {
    int status = response.statusCode();
    if (status == 429 || status >= 500) {
      return new Reply.Later("HTTP " + status, retryAfter(response));
    }
    if (!json) {
      return status == 200 ? new Reply.Posted(Optional.empty()) : refused(code(response.body()));
    }
    JsonNode body = body(response.body());
    if (body.path("ok").asBoolean()) {
      return new Reply.Posted(Optional.of(body.path("ts").asText()));
    }
    String code = code(body.path("error").asText());
    return PASSING.contains(code) ? new Reply.Later(code, retryAfter(response)) : refused(code);
  }

  private static Reply refused(String code) {
    return ABOUT_THE_MESSAGE.contains(code) ? new Reply.BadMessage(code) : new Reply.Closed(code);
  }

  private static Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  /// Slack's code, and nothing that something in between may have answered.
  private static String code(String text) {
    return text.matches("[a-z_]{1,60}") ? text : "unexpected answer";
  }

  private static JsonNode body(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException noJson) {
      return Json.MAPPER.createObjectNode();
    }
  }
}

package dev.auroraguardrails.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.auroraguardrails.engine.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Slack, as far as a message notices: a webhook and `chat.postMessage` that check the message as
/// Slack does, and the faults that Slack answers with.
final class SlackStub implements AutoCloseable {
  static final String WEBHOOK_PATH = "/services/T0/B0/marked-hunter2";
  static final String TOKEN = "xoxb-marked-hunter2";

  private final HttpServer server;
  private final List<JsonNode> posted = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private int calls;

  private record Fault(int status, String body, Optional<String> retryAfter) {}

  SlackStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /// The next call is answered like this, whatever it is.
  SlackStub fails(int status, String body) {
    faults.add(new Fault(status, body, Optional.empty()));
    return this;
  }

  /// The next call is one too many.
  SlackStub limits(String retryAfter) {
    faults.add(new Fault(429, "rate_limited", Optional.of(retryAfter)));
    return this;
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/");
  }

  String webhook() {
    return api().resolve(WEBHOOK_PATH).toString();
  }

  String bot() {
    return "{\"botToken\":\"%s\",\"channel\":\"C0\"}".formatted(TOKEN);
  }

  /// What was posted, in order.
  synchronized List<JsonNode> posted() {
    return List.copyOf(posted);
  }

  /// How often it was asked, faults included.
  synchronized int calls() {
    return calls;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    calls++;
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Fault fault = faults.poll();
    if (fault != null) {
      fault.retryAfter().ifPresent(s -> exchange.getResponseHeaders().add("Retry-After", s));
      answer(exchange, fault.status(), fault.body());
    } else if (exchange.getRequestURI().getPath().equals(WEBHOOK_PATH)) {
      byWebhook(exchange, text);
    } else if (exchange.getRequestURI().getPath().equals("/api/chat.postMessage")) {
      byBot(exchange, text);
    } else {
      answer(exchange, 404, "no_service");
    }
  }

  private void byWebhook(HttpExchange exchange, String text) throws IOException {
    Optional<JsonNode> message = read(text);
    if (message.isEmpty()) {
      answer(exchange, 400, "invalid_payload");
      return;
    }
    Optional<String> wrong = BlockKit.wrong(message.get());
    if (wrong.isPresent()) {
      answer(exchange, 400, wrong.get());
      return;
    }
    posted.add(message.get());
    answer(exchange, 200, "ok");
  }

  private void byBot(HttpExchange exchange, String text) throws IOException {
    JsonNode message = read(text).orElseGet(Json.MAPPER::createObjectNode);
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    Optional<String> wrong =
        ("Bearer " + TOKEN).equals(token)
            ? message.path("channel").asText().equals("C0")
                ? BlockKit.wrong(message)
                : Optional.of("channel_not_found")
            : Optional.of("invalid_auth");
    if (wrong.isPresent()) {
      answer(exchange, 200, "{\"ok\":false,\"error\":\"%s\"}".formatted(wrong.get()));
      return;
    }
    posted.add(message);
    answer(exchange, 200, "{\"ok\":true,\"ts\":\"1700000000.00000%d\"}".formatted(posted.size()));
  }

  private static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(Json.MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

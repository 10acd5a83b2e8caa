package dev.auroraguardrails.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import com.sun.net.httpserver.HttpServer;
import dev.auroraguardrails.aws.LambdaContext;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.port.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// What is kept of outcomes, over a real connection to what answers as S3 does.
class AuditHandlerTest {
  private final List<String> puts = new ArrayList<>();
  private int status = 200;
  private HttpServer server;
  private AuditHandler handler;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          puts.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    handler =
        new AuditHandler(
            S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .httpClient(Apache5HttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build(),
            "audit");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anOutcomeIsKeptAsOneLineUnderItsDayAndId() {
    handle(Json.write(Samples.openPort()));

    assertThat(puts)
        .singleElement()
        .asString()
        .startsWith(
            "PUT /audit/%s/2026/03/01/%s.jsonl "
                .formatted(Samples.openPort().account(), Samples.openPort().alertId()))
        .contains(Json.write(Samples.openPort()) + "\n");
  }

  @Test
  void aRepeatHasTheSameName() {
    handle(Json.write(Samples.openPort()));
    handle(Json.write(Samples.openPort()));

    assertThat(puts.stream().map(put -> put.split(" ", 3)[1]).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a text", "[]", "{\"AlarmName\": \"x\"}"})
  void whatIsNoAlertIsPassedOver(String message) {
    handle(message);
    assertThat(puts).isEmpty();
  }

  @Test
  void whatCouldNotBeKeptFailsAndComesAgain() {
    status = 503;
    String alert = Json.write(Samples.openPort());
    assertThatThrownBy(() -> handle(alert)).hasMessageContaining("503");
  }

  private void handle(String text) {
    var message = new SNS();
    message.setMessage(text);
    var record = new SNSRecord();
    record.setSns(message);
    var event = new SNSEvent();
    event.setRecords(List.of(record));
    assertThat(handler.handleRequest(event, new LambdaContext())).isEqualTo("kept");
  }
}

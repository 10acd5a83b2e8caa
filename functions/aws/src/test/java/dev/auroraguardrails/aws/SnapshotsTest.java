package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.auroraguardrails.model.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Through checkpoint and restore, against a service that notes who calls over which connection,
/// and gives out credentials as Lambda does to a restored function.
class SnapshotsTest {
  private static final String CREDENTIALS = "aws.containerCredentialsFullUri";
  private static final String PAUSED = pause("\"paused\": true, \"reason\": \"moving\"");
  private static final String RUNNING = pause("\"paused\": false");

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<Integer> connections = new CopyOnWriteArrayList<>();
  private volatile String given = "";
  private volatile String parameter = RUNNING;
  private ExecutorService threads;
  private HttpServer server;
  private SnsClient client;
  private SsmClient ssm;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/credentials", this::credentials);
    server.createContext("/", this::service);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.start();
    String here = "http://127.0.0.1:" + server.getAddress().getPort();
    System.setProperty(CREDENTIALS, here + "/credentials");
    client = Clients.build(SnsClient.builder().endpointOverride(URI.create(here)), "eu-central-1");
    ssm = Clients.build(SsmClient.builder().endpointOverride(URI.create(here)), "eu-central-1");
  }

  @AfterEach
  void end() {
    System.clearProperty(CREDENTIALS);
    Clients.renew();
    client.close();
    ssm.close();
    server.stop(0);
    threads.shutdown();
  }

  @Test
  void everyRestoreBeginsWithNewCredentialsAndConnections() throws Exception {
    given = "BEFORE";
    Clients.renew();
    var snapshots = Snapshots.register(List.of(() -> client.listTopics()), List.of());
    client.listTopics();

    snapshots.beforeCheckpoint(Core.getGlobalContext());
    given = "FIRST";
    snapshots.afterRestore(Core.getGlobalContext());
    client.listTopics();
    client.listTopics();

    snapshots.beforeCheckpoint(Core.getGlobalContext());
    given = "SECOND";
    snapshots.afterRestore(Core.getGlobalContext());
    client.listTopics();

    assertThat(keys).containsExactly("BEFORE", "BEFORE", "FIRST", "FIRST", "FIRST", "SECOND");
    assertThat(connections.get(0)).as("priming uses what is there").isEqualTo(connections.get(1));
    assertThat(connections.get(2)).as("first restore").isNotEqualTo(connections.get(1));
    assertThat(connections.get(3)).as("within a copy").isEqualTo(connections.get(2));
    assertThat(connections.get(5)).as("second restore").isNotEqualTo(connections.get(4));
  }

  @Test
  void everyRestoreReadsThePauseAnewAndEveryWorkHasAnIdOfItsOwn() throws Exception {
    given = "ANY";
    Clients.renew();
    var pause = new PauseParameter(ssm, PauseParameter.NAME, InstantSource.fixed(Instant.EPOCH));
    var exemptions =
        new ExemptionParameters(ssm, ExemptionParameters.PATH, InstantSource.fixed(Instant.EPOCH));
    var surroundings =
        Wiring.surroundings(pause, exemptions, "arn:aws:iam::111122223333:role/guard-rds");
    var snapshots = Snapshots.register(List.of(), List.of(pause::forget));
    var ids = new ArrayList<String>();
    var paused = new ArrayList<Boolean>();
    Runnable work =
        () -> {
          ids.add(surroundings.ids().get());
          paused.add(surroundings.pause().get() instanceof Pause.Paused);
        };

    work.run();
    parameter = PAUSED;
    work.run();
    snapshots.beforeCheckpoint(Core.getGlobalContext());
    snapshots.afterRestore(Core.getGlobalContext());
    work.run();
    parameter = RUNNING;
    work.run();
    snapshots.beforeCheckpoint(Core.getGlobalContext());
    snapshots.afterRestore(Core.getGlobalContext());
    work.run();

    assertThat(paused)
        .as("within 30 seconds what was read is believed, but not over a restore")
        .containsExactly(false, false, true, true, false);
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void whatCannotBePrimedDoesNotKeepTheRestFromIt() throws Exception {
    var primed = new ArrayList<String>();
    var snapshots =
        Snapshots.register(
            List.of(
                () -> {
                  throw new IllegalStateException("AccessDenied");
                },
                () -> primed.add("the rest")),
            List.of());

    snapshots.beforeCheckpoint(Core.getGlobalContext());

    assertThat(primed).containsExactly("the rest");
  }

  private void credentials(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        """
        {"AccessKeyId": "%s", "SecretAccessKey": "s", "Token": "t", "Expiration": "%s"}
        """
            .formatted(given, Instant.now().plus(Duration.ofHours(1))));
  }

  private void service(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    keys.add(authorization.replaceFirst("^.*Credential=([^/]*)/.*$", "$1"));
    connections.add(exchange.getRemoteAddress().getPort());
    if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
      answer(exchange, "{\"Parameter\": {\"Value\": \"%s\"}}".formatted(parameter));
      return;
    }
    answer(
        exchange,
        "<ListTopicsResponse><ListTopicsResult><Topics/></ListTopicsResult></ListTopicsResponse>");
  }

  private static String pause(String state) {
    String value = "{%s, \"by\": \"ann\", \"since\": \"2026-03-01T12:00:00Z\"}".formatted(state);
    return value.replace("\"", "\\\"");
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

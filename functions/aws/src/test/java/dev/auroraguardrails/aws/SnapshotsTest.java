package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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

/// Through checkpoint and restore, against a service that notes who calls over which connection,
/// and gives out credentials as Lambda does to a restored function.
class SnapshotsTest {
  private static final String CREDENTIALS = "aws.containerCredentialsFullUri";

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<Integer> connections = new CopyOnWriteArrayList<>();
  private volatile String given = "";
  private ExecutorService threads;
  private HttpServer server;
  private SnsClient client;

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
  }

  @AfterEach
  void end() {
    System.clearProperty(CREDENTIALS);
    Clients.renew();
    client.close();
    server.stop(0);
    threads.shutdown();
  }

  @Test
  void everyRestoreBeginsWithNewCredentialsAndConnections() throws Exception {
    given = "BEFORE";
    Clients.renew();
    var snapshots = Snapshots.register(List.of(() -> client.listTopics()));
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
  void whatCannotBePrimedDoesNotKeepTheRestFromIt() throws Exception {
    var primed = new ArrayList<String>();
    var snapshots =
        Snapshots.register(
            List.of(
                () -> {
                  throw new IllegalStateException("AccessDenied");
                },
                () -> primed.add("the rest")));

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
    answer(
        exchange,
        "<ListTopicsResponse><ListTopicsResult><Topics/></ListTopicsResult></ListTopicsResponse>");
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

package dev.auroraguardrails.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A local AWS endpoint: the one that `GUARDRAILS_LOCAL_ENDPOINT` names (environment or system
/// property), else a moto server that lives as long as this.
final class LocalEndpoint implements AutoCloseable {
  private static final String NAME = "GUARDRAILS_LOCAL_ENDPOINT";
  private static final Duration START = Duration.ofSeconds(60);

  private final URI uri;
  private final @Nullable Process server;

  private LocalEndpoint(URI uri, @Nullable Process server) {
    this.uri = uri;
    this.server = server;
  }

  static LocalEndpoint open() {
    return Optional.ofNullable(System.getProperty(NAME))
        .or(() -> Optional.ofNullable(System.getenv(NAME)))
        .map(given -> new LocalEndpoint(URI.create(given), null))
        .orElseGet(LocalEndpoint::start);
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    if (server != null) {
      server.destroy();
    }
  }

  private static LocalEndpoint start() {
    try {
      int port = freePort();
      Process server =
          new ProcessBuilder(
                  Path.of(System.getProperty("projectRoot", ".."), ".venv/bin/moto_server")
                      .toString(),
                  "-p",
                  String.valueOf(port),
                  "-H",
                  "127.0.0.1")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      awaitPort(server, port);
      return new LocalEndpoint(URI.create("http://127.0.0.1:" + port), server);
    } catch (IOException e) {
      throw new UncheckedIOException("no local AWS: set " + NAME + " or make .venv", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(Process server, int port) throws IOException {
    Instant end = Instant.now().plus(START);
    while (!listens(port)) {
      if (!server.isAlive() || Instant.now().isAfter(end)) {
        server.destroy();
        throw new IOException("moto_server did not begin to listen on port " + port);
      }
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return pause();
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}

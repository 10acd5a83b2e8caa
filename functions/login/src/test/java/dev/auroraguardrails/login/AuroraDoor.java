package dev.auroraguardrails.login;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Stands before a real PostgreSQL server and does what Aurora's door does: TLS only, the password
/// in the clear within it, and let in only with a token that holds. What follows goes to the server
/// as it is, over TLS again.
///
/// The messages: https://www.postgresql.org/docs/current/protocol-message-formats.html
public final class AuroraDoor implements AutoCloseable {
  private static final int TLS_REQUEST = 80877103;

  private final ServerSocket socket;
  private final int server;
  private final @Nullable SSLContext tls;
  private final SSLContext toServer;
  private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
  private volatile long ahead;
  private volatile @Nullable TokenCheck check;

  /// @param server the port of the server behind it
  /// @param tls with the certificate that it shows; null for a door that offers no TLS
  AuroraDoor(int server, @Nullable SSLContext tls, SSLContext toServer) throws IOException {
    this.server = server;
    this.tls = tls;
    this.toServer = toServer;
    this.socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return socket.getLocalPort();
  }

  AuroraDoor letsIn(TokenCheck held) {
    check = held;
    return this;
  }

  /// Its clock runs ahead of the caller's.
  void isAheadBySeconds(long seconds) {
    ahead = seconds;
  }

  /// @return why logins were refused, in order
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket plain) {
    try (plain) {
      var first = new DataInputStream(plain.getInputStream());
      int length = first.readInt();
      int code = first.readInt();
      if (code != TLS_REQUEST) {
        first.readNBytes(length - 8);
        refuse(plain.getOutputStream(), "plain text");
        return;
      }
      SSLContext context = tls;
      plain.getOutputStream().write(context == null ? 'N' : 'S');
      if (context == null) {
        if (plain.getInputStream().read() >= 0) {
          refusals.add("went on in plain text");
        }
        return;
      }
      try (var secure =
          (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
        secure.setUseClientMode(false);
        login(secure);
      }
    } catch (IOException gone) {
      // The client went away, or did not trust the certificate: its test looks at what it says.
    }
  }

  private void login(SSLSocket client) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    OutputStream out = client.getOutputStream();
    int length = in.readInt();
    byte[] startup = in.readNBytes(length - 4);
    message(out, 'R', new byte[] {0, 0, 0, 3});
    if (in.readByte() != 'p') {
      return;
    }
    byte[] password = in.readNBytes(in.readInt() - 4);
    String token = new String(password, 0, password.length - 1, StandardCharsets.UTF_8);
    TokenCheck held = check;
    Optional<String> refusal =
        held == null
            ? Optional.of("nobody is let in")
            : held.refusal(token, user(startup), Instant.now().plusSeconds(ahead));
    if (refusal.isPresent()) {
      refuse(out, refusal.get());
      return;
    }
    try (var plain = new Socket(InetAddress.getLoopbackAddress(), server)) {
      var request = new DataOutputStream(plain.getOutputStream());
      request.writeInt(8);
      request.writeInt(TLS_REQUEST);
      if (plain.getInputStream().read() != 'S') {
        throw new IOException("the server offers no TLS");
      }
      try (var secure =
          (SSLSocket) toServer.getSocketFactory().createSocket(plain, "localhost", server, true)) {
        var hello = new DataOutputStream(secure.getOutputStream());
        hello.writeInt(length);
        hello.write(startup);
        hello.flush();
        Thread back = Thread.ofVirtual().start(() -> copy(secure, client));
        copy(client, secure);
        back.interrupt();
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      // One of both has hung up.
    }
  }

  private static String user(byte[] startup) {
    String[] words =
        new String(startup, 4, startup.length - 4, StandardCharsets.UTF_8).split("\0", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      if (words[i].equals("user")) {
        return words[i + 1];
      }
    }
    return "";
  }

  private void refuse(OutputStream out, String why) throws IOException {
    refusals.add(why);
    byte[] error =
        "SFATAL\0VFATAL\0C28000\0MPAM authentication failed\0\0".getBytes(StandardCharsets.UTF_8);
    message(out, 'E', error);
  }

  private static void message(OutputStream out, char type, byte[] body) throws IOException {
    var data = new DataOutputStream(out);
    data.writeByte(type);
    data.writeInt(body.length + 4);
    data.write(body);
    data.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

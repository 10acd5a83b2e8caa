package dev.auroraguardrails.login;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Stands before a real server of MySQL's protocol and does what Aurora MySQL does for an account
/// of AWS's plugin: asks for the token in the clear within TLS, checks it, and lets in. What
/// follows goes to the server as it is, over TLS again.
///
/// The messages:
// https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html
public final class MysqlDoor implements AutoCloseable {
  private static final int TLS = 0x0800;
  private static final int MYSQL = 0x0001;
  private static final int PLUGINS = 0x0008_0000;
  private static final int WITH_DATABASE = 0x0008;
  private static final int ATTRIBUTES = 0x0010_0000;

  private final ServerSocket socket;
  private final int server;
  private final @Nullable SSLContext tls;
  private final SSLContext toServer;
  private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
  private volatile @Nullable TokenCheck check;
  private volatile long ahead;

  /// @param server the port of the server behind it
  /// @param tls with the certificate that it shows; null for a door that offers no TLS
  public MysqlDoor(int server, @Nullable SSLContext tls, SSLContext toServer) throws IOException {
    this.server = server;
    this.tls = tls;
    this.toServer = toServer;
    this.socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return socket.getLocalPort();
  }

  public MysqlDoor letsIn(TokenCheck held) {
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

  private static final class Packet {
    private final int sequence;
    private final byte[] body;

    Packet(int sequence, byte[] body) {
      this.sequence = sequence;
      this.body = body;
    }

    int sequence() {
      return sequence;
    }

    byte[] body() {
      return body;
    }

    static Packet read(InputStream in) throws IOException {
      byte[] head = in.readNBytes(4);
      if (head.length < 4) {
        throw new EOFException();
      }
      int length = (head[0] & 0xff) | ((head[1] & 0xff) << 8) | ((head[2] & 0xff) << 16);
      return new Packet(head[3], in.readNBytes(length));
    }

    void write(OutputStream out) throws IOException {
      byte[] all = new byte[body.length + 4];
      all[0] = (byte) body.length;
      all[1] = (byte) (body.length >> 8);
      all[2] = (byte) (body.length >> 16);
      all[3] = (byte) sequence;
      System.arraycopy(body, 0, all, 4, body.length);
      out.write(all);
      out.flush();
    }

    int number() {
      return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
  }

  private void serve(Socket client) {
    SSLContext context = tls;
    try (client;
        var behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
      byte[] greeting = Packet.read(behind.getInputStream()).body();
      new Packet(0, asMysql(greeting, context != null)).write(client.getOutputStream());
      Packet first = Packet.read(client.getInputStream());
      if ((first.number() & TLS) == 0) {
        refuse(client.getOutputStream(), first.sequence() + 1, "plain text");
        return;
      }
      if (context == null) {
        return;
      }
      try (var secure =
          (SSLSocket)
              context.getSocketFactory().createSocket(client, null, client.getPort(), true)) {
        secure.setUseClientMode(false);
        login(secure, behind, greeting);
      }
    } catch (IOException | GeneralSecurityException gone) {
      // The client went away, or did not trust the certificate: its test looks at what it says.
    }
  }

  private void login(SSLSocket client, Socket behind, byte[] greeting)
      throws IOException, GeneralSecurityException {
    Packet hello = Packet.read(client.getInputStream());
    byte[] question = "mysql_clear_password\0\0".getBytes(StandardCharsets.US_ASCII);
    byte[] ask = new byte[question.length + 1];
    ask[0] = (byte) 0xfe;
    System.arraycopy(question, 0, ask, 1, question.length);
    new Packet(hello.sequence() + 1, ask).write(client.getOutputStream());
    Packet answer = Packet.read(client.getInputStream());
    String token = new String(answer.body(), StandardCharsets.UTF_8).replace("\0", "");
    String user = text(hello.body(), 32);
    TokenCheck held = check;
    Optional<String> refusal =
        held == null
            ? Optional.of("nobody is let in")
            : held.refusal(token, user, Instant.now().plusSeconds(ahead));
    if (refusal.isPresent()) {
      refuse(client.getOutputStream(), answer.sequence() + 1, refusal.get());
      return;
    }
    int flags = (hello.number() & ~WITH_DATABASE & ~ATTRIBUTES) | TLS | PLUGINS;
    new Packet(1, Arrays.copyOf(flags(flags), 32)).write(behind.getOutputStream());
    try (var secure =
        (SSLSocket) toServer.getSocketFactory().createSocket(behind, "localhost", server, true)) {
      new Packet(2, response(flags, user, greeting)).write(secure.getOutputStream());
      Packet said = Packet.read(secure.getInputStream());
      new Packet(answer.sequence() + 1, said.body()).write(client.getOutputStream());
      Thread back = Thread.ofVirtual().start(() -> copy(secure, client));
      copy(client, secure);
      back.interrupt();
    }
  }

  /// For the server the account has the password `RDS`.
  private static byte[] response(int flags, String user, byte[] greeting)
      throws IOException, GeneralSecurityException {
    var out = new java.io.ByteArrayOutputStream();
    out.write(Arrays.copyOf(flags(flags), 8));
    out.write(45);
    out.write(new byte[23]);
    out.write((user + "\0").getBytes(StandardCharsets.UTF_8));
    byte[] scrambled = scrambled(salt(greeting));
    out.write(scrambled.length);
    out.write(scrambled);
    out.write("mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static byte[] scrambled(byte[] salt) throws GeneralSecurityException {
    var sha = MessageDigest.getInstance("SHA-1");
    byte[] once = sha.digest("RDS".getBytes(StandardCharsets.US_ASCII));
    byte[] twice = sha.digest(once);
    sha.update(salt);
    byte[] mask = sha.digest(twice);
    for (int i = 0; i < once.length; i++) {
      once[i] ^= mask[i];
    }
    return once;
  }

  private static byte[] salt(byte[] greeting) {
    int at = 1 + text(greeting, 1).length() + 1 + 4;
    byte[] salt = Arrays.copyOfRange(greeting, at, at + 20);
    System.arraycopy(greeting, at + 8 + 1 + 2 + 1 + 2 + 2 + 1 + 10, salt, 8, 12);
    return salt;
  }

  /// The greeting without what only MariaDB says.
  private static byte[] asMysql(byte[] greeting, boolean offersTls) {
    byte[] said = greeting.clone();
    int flags = 1 + text(greeting, 1).length() + 1 + 4 + 8 + 1;
    said[flags] |= MYSQL;
    if (!offersTls) {
      said[flags + 1] &= (byte) ~(TLS >> 8);
    }
    Arrays.fill(said, flags + 8, flags + 18, (byte) 0);
    return said;
  }

  private static byte[] flags(int flags) {
    return ByteBuffer.allocate(9)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(flags)
        .putInt(1 << 24)
        .put((byte) 45)
        .array();
  }

  private static String text(byte[] body, int from) {
    int to = from;
    while (body[to] != 0) {
      to++;
    }
    return new String(body, from, to - from, StandardCharsets.UTF_8);
  }

  private void refuse(OutputStream out, int sequence, String why) throws IOException {
    refusals.add(why);
    byte[] error = "..#28000Access denied for user".getBytes(StandardCharsets.US_ASCII);
    byte[] body = new byte[error.length + 1];
    System.arraycopy(error, 0, body, 1, error.length);
    body[0] = (byte) 0xff;
    body[1] = (byte) 1045;
    body[2] = (byte) (1045 >> 8);
    new Packet(sequence, body).write(out);
  }

  private static void copy(Socket from, Socket to) {
    try {
      var in = new DataInputStream(from.getInputStream());
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

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

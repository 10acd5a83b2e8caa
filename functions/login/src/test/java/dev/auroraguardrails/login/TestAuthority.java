package dev.auroraguardrails.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A certificate authority made for one run, by the JDK's keytool, with servers' certificates.
public final class TestAuthority {
  private static final String SECRET = "changeit";

  private static @Nullable TestAuthority shared;

  private final Map<String, KeyStore> servers = new HashMap<>();
  private final Path folder;
  private final Path bundle;

  private TestAuthority(Path folder) {
    this.folder = folder;
    this.bundle = folder.resolve("ca.pem");
  }

  static TestAuthority in(Path folder) throws Exception {
    var authority = new TestAuthority(Files.createDirectories(folder));
    authority.keytool(
        "-genkeypair",
        "-alias",
        "ca",
        "-keyalg",
        "EC",
        "-dname",
        "CN=Test CA",
        "-ext",
        "bc:c",
        "-validity",
        "2");
    authority.keytool("-exportcert", "-alias", "ca", "-rfc", "-file", authority.bundle.toString());
    return authority;
  }

  /// @return the one that all tests share, since keytool is slow
  public static synchronized TestAuthority shared() throws Exception {
    TestAuthority made = shared;
    if (made == null) {
      made = in(Files.createTempDirectory(Path.of(System.getProperty("postgresServers")), "ca"));
      shared = made;
    }
    return made;
  }

  public Path bundle() {
    return bundle;
  }

  public String sha256() throws IOException, GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(bundle));
    return HexFormat.of().formatHex(digest);
  }

  /// @return the key and certificate of a server of that name
  public KeyStore server(String host) throws Exception {
    KeyStore made = servers.get(host);
    if (made != null) {
      return made;
    }
    keytool(
        "-genkeypair",
        "-alias",
        host,
        "-signer",
        "ca",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + host,
        "-ext",
        "san=dns:" + host,
        "-validity",
        "2");
    var all = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(folder.resolve("all.p12"))) {
      all.load(in, SECRET.toCharArray());
    }
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        all.getKey(host, SECRET.toCharArray()),
        SECRET.toCharArray(),
        all.getCertificateChain(host));
    store.setCertificateEntry("ca", all.getCertificate("ca"));
    servers.put(host, store);
    return store;
  }

  public static SSLContext context(KeyStore server) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(server, SECRET.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  static String certificatePem(KeyStore server) throws GeneralSecurityException {
    return pem("CERTIFICATE", server.getCertificate("server").getEncoded());
  }

  static String keyPem(KeyStore server) throws GeneralSecurityException {
    return pem("PRIVATE KEY", server.getKey("server", SECRET.toCharArray()).getEncoded());
  }

  private static String pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what);
  }

  private void keytool(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(words));
    command.addAll(
        List.of(
            "-keystore",
            folder.resolve("all.p12").toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            SECRET,
            "-J-XX:+UseSerialGC",
            "-J-XX:TieredStopAtLevel=1"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("keytool.log")));
    }
  }
}

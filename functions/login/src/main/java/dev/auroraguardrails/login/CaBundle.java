package dev.auroraguardrails.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// The certificates that a database server's own must lead to, and no others. What is trusted is a
/// copy of exactly the bytes whose digest was compared, so that a later change of the file has no
/// effect.
public final class CaBundle implements AutoCloseable {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final Path copy;

  private CaBundle(Path copy) {
    this.copy = copy;
  }

  /// The bundle is missing, or is not the one that was meant.
  public static final class BadBundle extends Exception {
    BadBundle(String message) {
      super(message);
    }
  }

  /// @param file PEM certificates, as AWS publishes them for Amazon RDS
  /// @param sha256 the file's SHA-256 in hexadecimal, upper or lower case
  /// @throws BadBundle when there is no such file, it has another digest, or holds no certificate
  public static CaBundle open(Path file, String sha256) throws BadBundle {
    String wanted = sha256.strip().toLowerCase(Locale.ROOT);
    if (!SHA_256.matcher(wanted).matches()) {
      throw new BadBundle(
          "the SHA-256 of the CA bundle must be 64 hexadecimal digits, got '%s'".formatted(sha256));
    }
    byte[] pem;
    try {
      pem = Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new BadBundle(
          "the CA bundle %s cannot be read; fetch it from https://truststore.pki.rds.amazonaws.com"
              .formatted(file));
    }
    String got = digest(pem);
    if (!got.equals(wanted)) {
      throw new BadBundle(
          "the CA bundle %s has the SHA-256 %s, wanted %s; no database is connected to with it"
              .formatted(file, got, wanted));
    }
    if (!new String(pem, java.nio.charset.StandardCharsets.US_ASCII)
        .contains("-----BEGIN CERTIFICATE-----")) {
      throw new BadBundle("the CA bundle %s holds no PEM certificate".formatted(file));
    }
    return new CaBundle(copy(pem));
  }

  /// @return the file that a driver reads the certificates from; gone after `close`
  Path path() {
    return copy;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + copy, e);
    }
  }

  private static Path copy(byte[] pem) {
    try {
      return Files.write(Files.createTempFile("rds-ca", ".pem"), pem);
    } catch (IOException e) {
      throw new UncheckedIOException("no copy of the CA bundle can be written", e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

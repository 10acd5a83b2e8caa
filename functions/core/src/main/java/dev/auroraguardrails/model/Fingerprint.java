package dev.auroraguardrails.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names a text that must not be shown.
public final class Fingerprint {
  private Fingerprint() {}

  /// @return the first eight hex digits of the text's SHA-256
  public static String start(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /// @return `a document of 512 characters, sha256 0a1b2c3d…`
  public static String of(String text) {
    return "a document of %d characters, sha256 %s…".formatted(text.length(), start(text));
  }
}

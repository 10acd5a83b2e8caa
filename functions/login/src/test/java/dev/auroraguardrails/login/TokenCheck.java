package dev.auroraguardrails.login;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks an IAM database authentication token as AWS does: by the rules of Signature Version 4 for
/// a presigned request, written anew here and without the SDK that makes it.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
///
/// @param address the endpoint that the token must be for, `host:port`
public record TokenCheck(String address, String region, String keyId, String secret) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final long LIFE = 900;

  /// @return why it is refused; empty when it is taken
  Optional<String> refusal(String token, String user, Instant now) {
    int start = token.indexOf("/?");
    if (start < 0) {
      return Optional.of("no token");
    }
    String host = token.substring(0, start);
    var values = new TreeMap<String, String>();
    for (String pair : token.substring(start + 2).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    String signature = values.remove("X-Amz-Signature");
    String time = values.getOrDefault("X-Amz-Date", "");
    String day = time.split("T", 2)[0];
    String scope = "%s/%s/rds-db/aws4_request".formatted(day, region);
    if (!host.equals(address)) {
      return Optional.of("wrong host " + host);
    }
    if (!decoded(values.get("DBUser")).equals(user) || !"connect".equals(values.get("Action"))) {
      return Optional.of("wrong user or action");
    }
    if (!decoded(values.get("X-Amz-Credential")).equals(keyId + "/" + scope)) {
      return Optional.of("wrong credential");
    }
    Instant signed = TIME.parse(time, Instant::from);
    long life = Long.parseLong(values.getOrDefault("X-Amz-Expires", "0"));
    if (life > LIFE
        || now.isBefore(signed.minusSeconds(300))
        || now.isAfter(signed.plusSeconds(life))) {
      return Optional.of("expired");
    }
    String query =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
    String request = "GET\n/\n%s\nhost:%s\n\nhost\n%s".formatted(query, address, hash(""));
    String toSign = "AWS4-HMAC-SHA256\n%s\n%s\n%s".formatted(time, scope, hash(request));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : Arrays.asList(day, region, "rds-db", "aws4_request", toSign)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(key).equals(signature)
        ? Optional.empty()
        : Optional.of("wrong signature");
  }

  private static String decoded(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

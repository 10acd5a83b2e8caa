package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.events.LogSign.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the log `iam-db-auth-error`: tokens that were refused, and why.
///
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.Troubleshooting.html
final class TokenLog {
  /// What AWS itself could not do is nobody's attempt.
  private static final Pattern REFUSED =
      Pattern.compile(
          "Failed to (?:authenticate|authorize) the connection request for\\s+user\\s+"
              + "['`\"]?(?<user>[^'`\"\\s]+)['`\"]? ");

  private TokenLog() {}

  static Optional<LogSign> sign(LogLine line) {
    Matcher found = REFUSED.matcher(line.text());
    return found.find() && !line.text().contains("InternalError")
        ? Optional.of(line.sign(Kind.REFUSAL, found.group("user"), "", "TOKEN"))
        : Optional.empty();
  }
}

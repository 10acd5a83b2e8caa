package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.events.LogSign.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Aurora MySQL's advanced audit:
/// `time,server,user,host,connection,query,operation,database,'object',code`, where the object of a
/// query is its text, with quotes escaped and perhaps cut off.
///
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html
final class MysqlAuditLog {
  /// A user's name may hold commas, so the numbers behind the host are what holds the line.
  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*\\d+,[^,]*,(?<user>.*?),(?<host>[^,]*),\\d+,\\d+,(?<operation>[A-Z_]+),",
          Pattern.DOTALL);

  private MysqlAuditLog() {}

  static Optional<LogSign> sign(LogLine line) {
    Matcher found = LINE.matcher(line.start());
    if (!found.lookingAt()) {
      return Statements.change(line.text()).map(command -> line.sign(Kind.CHANGE, "", "", command));
    }
    String user = found.group("user");
    String host = found.group("host");
    return switch (found.group("operation")) {
      case "CONNECT" -> Optional.of(line.sign(Kind.LOGIN, user, host, "CONNECT"));
      case "FAILED_CONNECT" -> Optional.of(line.sign(Kind.REFUSAL, user, host, "CONNECT"));
      case "DISCONNECT" -> Optional.empty();
      default ->
          Statements.change(line.text().substring(found.end()))
              .map(command -> line.sign(Kind.CHANGE, user, host, command));
    };
  }
}

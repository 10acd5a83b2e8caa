package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.events.LogSign.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Aurora PostgreSQL's log, whose lines begin as `log_line_prefix` of RDS has it,
/// `%t:%r:%u@%d:[%p]:`, with pgaudit's lines in it.
///
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.Concepts.PostgreSQL.html
// https://github.com/pgaudit/pgaudit/blob/main/README.md#format
final class PostgresLog {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [A-Z]+:(?<host>[^(]*)(?:\\(\\d+\\))?:"
              + "(?<user>.*?)@(?<database>.*?):\\[\\d+\\]:(?<level>[A-Z0-9]+):\\s*",
          Pattern.DOTALL);

  /// `AUDIT: SESSION,1,1,ROLE,CREATE ROLE,…`
  private static final Pattern AUDIT =
      Pattern.compile("AUDIT: (?:SESSION|OBJECT),\\d+,\\d+,(?<class>\\w+),(?<command>[^,]*),");

  private static final Pattern REFUSED =
      Pattern.compile(
          "^(?:\\w+ authentication failed for user|no pg_hba.conf entry for host"
              + "|role \"[^\"]*\" (?:does not exist|is not permitted to log in)|password of user )");

  private PostgresLog() {}

  static Optional<LogSign> sign(LogLine line) {
    Matcher found = LINE.matcher(line.start());
    if (!found.lookingAt()) {
      return Statements.change(line.text()).map(command -> line.sign(Kind.CHANGE, "", "", command));
    }
    String user = found.group("user");
    String host = found.group("host");
    String said = line.text().substring(found.end());
    return switch (found.group("level")) {
      case "FATAL" ->
          REFUSED.matcher(said).lookingAt()
              ? Optional.of(line.sign(Kind.REFUSAL, user, host, "CONNECT"))
              : Optional.empty();
      case "LOG" -> logged(line, user, host, said);
      case "STATEMENT", "ERROR", "WARNING", "DETAIL", "HINT", "CONTEXT", "NOTICE" ->
          Optional.empty();
      default -> change(line, user, host, said);
    };
  }

  private static Optional<LogSign> logged(LogLine line, String user, String host, String said) {
    if (said.startsWith("connection authorized:")) {
      return Optional.of(line.sign(Kind.LOGIN, user, host, "CONNECT"));
    }
    Matcher audit = AUDIT.matcher(said);
    if (audit.lookingAt()) {
      return audit.group("class").equals("ROLE")
          ? Optional.of(line.sign(Kind.CHANGE, user, host, words(audit.group("command"))))
          : change(line, user, host, said);
    }
    return change(line, user, host, said);
  }

  private static Optional<LogSign> change(LogLine line, String user, String host, String said) {
    return Statements.change(said).map(command -> line.sign(Kind.CHANGE, user, host, command));
  }

  /// pgaudit's command, and never more of the line.
  private static String words(String command) {
    return command.matches("[A-Z]{1,12}( [A-Z]{1,12}){0,2}") ? command : "ROLE";
  }
}

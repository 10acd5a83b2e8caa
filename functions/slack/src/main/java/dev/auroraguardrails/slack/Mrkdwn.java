package dev.auroraguardrails.slack;

import java.time.Instant;
import java.util.List;

/// Slack's message markup. Much of an alert is chosen by whoever made the call, so no value can
/// mention anybody, link anywhere, look like another part of the message or leave its place.
///
/// [Slack's rules](https://docs.slack.dev/messaging/formatting-message-text): `&`, `<` and `>` are
/// written as entities; nothing within backticks is read as markup.
final class Mrkdwn {
  private static final String MORE = "…";
  private static final String FENCE = "```";

  private Mrkdwn() {}

  /// The value on one line and within the limit, for a text that is not read as markup.
  static String plain(String value, int limit) {
    return cut(oneLine(value), limit);
  }

  /// The value as code on one line: what stands in it is shown and not read.
  static String code(String value, int limit) {
    String line = oneLine(value);
    return line.isEmpty() ? "" : "`" + cut(line.replace('`', 'ˋ'), limit - 2) + "`";
  }

  /// A block of code with a line for each value. Lines that do not fit are left out whole, and
  /// counted: half a command may do something else.
  static String block(List<String> lines, int limit) {
    var text = new StringBuilder(FENCE);
    int room = limit - 2 * FENCE.length() - "\n… and 9999 more".length();
    int shown = 0;
    for (String line : lines) {
      String escaped = escape(oneLine(line).replace('`', 'ˋ'));
      if (text.length() + escaped.length() + 1 > room) {
        break;
      }
      text.append('\n').append(escaped);
      shown++;
    }
    if (shown < lines.size()) {
      text.append("\n… and ").append(lines.size() - shown).append(" more");
    }
    return text.append('\n').append(FENCE).toString();
  }

  /// A link with a label of our own.
  static String link(String url, String label) {
    return "<" + escape(url).replace("|", "%7C") + "|" + escape(label) + ">";
  }

  /// The moment in each reader's own time zone.
  static String date(Instant at) {
    return "<!date^%d^{date_short_pretty} {time_secs}|%s>".formatted(at.getEpochSecond(), at);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// Takes control characters, line separators and invisible (bidirectional) characters out.
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  /// Escapes, and cuts between characters so that the escaped text keeps to the limit.
  private static String cut(String text, int limit) {
    String escaped = escape(text);
    if (escaped.length() <= limit) {
      return escaped;
    }
    var kept = new StringBuilder();
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      String next = escape(Character.toString(text.codePointAt(at)));
      if (kept.length() + next.length() + MORE.length() > limit) {
        break;
      }
      kept.append(next);
    }
    return kept.append(MORE).toString();
  }
}

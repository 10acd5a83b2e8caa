package dev.auroraguardrails.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Slack's limits of a message, and what the markup of these messages may hold. Sources:
/// [blocks](https://docs.slack.dev/reference/block-kit/blocks), [text
/// objects](https://docs.slack.dev/reference/block-kit/composition-objects/text-object).
final class BlockKit {
  private static final int BLOCKS = 50;
  private static final int TEXT = 40_000;
  private static final Set<String> TEXT_TYPES = Set.of("plain_text", "mrkdwn");

  /// The only things in angle brackets: a link of our own and a date.
  private static final Pattern ALLOWED =
      Pattern.compile("<https://[^<>|]+\\|[^<>|]+>|<!date\\^\\d+\\^[^<>|^]+\\|[^<>|]+>");

  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt);");

  private BlockKit() {}

  /// @return Slack's code for what is wrong with the message; empty when it is right
  static Optional<String> wrong(JsonNode message) {
    String text = message.path("text").asText();
    if (text.isEmpty() && !message.has("blocks")) {
      return Optional.of("no_text");
    }
    if (text.length() > TEXT) {
      return Optional.of("msg_too_long");
    }
    return right(message.path("blocks")) && markupIsRight(text)
        ? Optional.empty()
        : Optional.of("invalid_blocks");
  }

  private static boolean right(JsonNode blocks) {
    if (blocks.size() > BLOCKS) {
      return false;
    }
    for (JsonNode block : blocks) {
      if (!blockIsRight(block)) {
        return false;
      }
    }
    return true;
  }

  private static boolean blockIsRight(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "header" ->
          block.at("/text/type").asText().equals("plain_text")
              && textIsRight(block.get("text"), 150);
      case "section" ->
          block.has("text") != block.has("fields")
              && (!block.has("text") || textIsRight(block.get("text"), 3_000))
              && (!block.has("fields") || textsAreRight(block.get("fields"), 2_000));
      case "context" -> textsAreRight(block.path("elements"), 3_000);
      case "divider" -> true;
      default -> false;
    };
  }

  private static boolean textsAreRight(JsonNode texts, int limit) {
    if (texts.isEmpty() || texts.size() > 10) {
      return false;
    }
    for (JsonNode text : texts) {
      if (!textIsRight(text, limit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean textIsRight(JsonNode text, int limit) {
    String value = text.path("text").asText();
    boolean markup = text.path("type").asText().equals("mrkdwn");
    return TEXT_TYPES.contains(text.path("type").asText())
        && !value.isEmpty()
        && value.length() <= limit
        && (markup ? text.path("verbatim").asBoolean() : !text.has("verbatim"))
        && markupIsRight(value);
  }

  private static boolean markupIsRight(String text) {
    String rest = ENTITY.matcher(ALLOWED.matcher(text).replaceAll("")).replaceAll("");
    return !rest.matches("(?s).*[<>&].*");
  }
}

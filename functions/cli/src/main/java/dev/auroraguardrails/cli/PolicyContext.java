package dev.auroraguardrails.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.policy.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the file that `explain-policy --context` names.
final class PolicyContext {
  private static final Set<String> KEYS =
      Set.of("account", "regions", "administrators", "services", "trustedAccounts");

  private PolicyContext() {}

  /// The file is no such JSON.
  static final class BadContext extends Exception {
    BadContext(String message) {
      super(message);
    }
  }

  static Surroundings read(Path file) throws IOException, BadContext {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException broken) {
      throw new BadContext(file + " is not JSON: " + broken.getOriginalMessage());
    }
    if (!json.isObject()) {
      throw new BadContext(
          file + ": wanted an object with any of " + KEYS.stream().sorted().toList());
    }
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!KEYS.contains(entry.getKey())) {
        throw new BadContext(
            file
                + ": there is no "
                + entry.getKey()
                + "; there are "
                + KEYS.stream().sorted().toList());
      }
    }
    Optional<String> account = Optional.of(json.path("account").asText()).filter(a -> !a.isEmpty());
    if (account.isPresent() && !account.get().matches("\\d{12}")) {
      throw new BadContext(
          file + ": wanted an account of 12 digits, as text, got " + account.get());
    }
    return new Surroundings(
        account,
        texts(file, json, "regions"),
        texts(file, json, "administrators"),
        texts(file, json, "services"),
        texts(file, json, "trustedAccounts"));
  }

  private static List<String> texts(Path file, JsonNode json, String key) throws BadContext {
    JsonNode list = json.path(key);
    if (list.isMissingNode()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : list) {
      if (text.isTextual()) {
        texts.add(text.asText());
      }
    }
    if (!list.isArray() || texts.size() != list.size()) {
      throw new BadContext(file + ": wanted a list of texts as " + key + ", got " + list);
    }
    return texts;
  }
}

package dev.auroraguardrails.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tells whether two documents say the same in the same words. IAM gives an inline policy back as
/// it
/// was put, and a trust policy with its accounts as ARNs and its lists of one as they please.
public final class SameDocument {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SameDocument() {}

  /// @return whether they are the same but for white space, order, and IAM's own rewriting; two
  ///     documents that are no JSON are the same where their texts are
  public static boolean is(String one, String other) {
    Optional<JsonNode> canonical = canonical(one);
    return canonical.isPresent()
        ? canonical.equals(canonical(other))
        : one.strip().equals(other.strip());
  }

  private static Optional<JsonNode> canonical(String document) {
    try {
      return Optional.of(canonical(MAPPER.readTree(document)));
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  private static JsonNode canonical(JsonNode node) {
    if (node.isObject()) {
      var sorted = new TreeMap<String, JsonNode>();
      node.properties().forEach(one -> sorted.put(one.getKey(), canonical(one.getValue())));
      var object = JSON.objectNode();
      sorted.forEach(object::set);
      return object;
    }
    if (node.isArray()) {
      if (node.size() == 1) {
        return canonical(node.get(0));
      }
      var sorted = new TreeSet<String>();
      node.forEach(one -> sorted.add(canonical(one).toString()));
      var array = JSON.arrayNode();
      sorted.forEach(array::add);
      return array;
    }
    String text = node.asText();
    return JSON.textNode(text.matches("\\d{12}") ? "arn:aws:iam::" + text + ":root" : text);
  }
}

package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks fields up in what CloudTrail wrote. The same member is `dBClusterIdentifier`,
/// `dbClusterIdentifier` or `DBClusterIdentifier` depending on the operation, and the same list is
/// an array, `{"items": […]}`, one bare object, `{}` or `""` depending on the dialect.
final class Fields {
  private Fields() {}

  /// Looks a member up, by its exact name first and then without regard to case.
  ///
  /// @return the member, or a missing node when it is absent or null
  static JsonNode get(JsonNode object, String name) {
    JsonNode exact = object.path(name);
    if (!exact.isMissingNode() && !exact.isNull()) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name) && !member.getValue().isNull()) {
        return member.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  /// Reads a member as text.
  ///
  /// @return the text; empty when the member is absent, blank, scrubbed to `...` or no scalar
  static Optional<String> text(JsonNode object, String name) {
    return scalar(get(object, name));
  }

  /// Reads a list however it was written.
  static List<JsonNode> list(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().toList();
    }
    if (value.isObject()) {
      JsonNode items = get(value, "items");
      if (!items.isMissingNode()) {
        return list(items);
      }
      return value.isEmpty() ? List.of() : List.of(value);
    }
    return scalar(value).isPresent() ? List.of(value) : List.of();
  }

  /// Follows a path of member names joined by dots, in which `[]` marks a list, to all texts that
  /// it leads to.
  static List<String> texts(JsonNode root, String path) {
    List<JsonNode> reached = List.of(root);
    for (String step : path.split("\\.", -1)) {
      boolean many = step.endsWith("[]");
      String name = many ? step.substring(0, step.length() - 2) : step;
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : reached) {
        JsonNode value = get(node, name);
        next.addAll(many ? list(value) : List.of(value));
      }
      reached = next;
    }
    return reached.stream().map(Fields::content).flatMap(Fields::scalarStream).toList();
  }

  /// Takes the `…Request` or `…Response` wrapper off that newer EC2 operations keep.
  ///
  /// @return what is in the wrapper, the value itself when there is none, or a missing node
  static JsonNode unwrapped(JsonNode value, String suffix) {
    if (value.isNull()) {
      return MissingNode.getInstance();
    }
    if (value.isObject() && value.size() == 1) {
      Map.Entry<String, JsonNode> only = value.properties().iterator().next();
      if (only.getKey().endsWith(suffix) && only.getValue().isObject()) {
        return only.getValue();
      }
    }
    return value;
  }

  /// An element of a wrapped list that is a scalar is written `{"tag": 1, "content": "vpc-1"}`.
  static JsonNode content(JsonNode value) {
    return value.isObject() && value.has("content") ? value.path("content") : value;
  }

  static Optional<String> scalar(JsonNode value) {
    if (!value.isValueNode() || value.isNull() || value.isMissingNode()) {
      return Optional.empty();
    }
    String text = value.asText();
    return text.isBlank() || text.equals("...") ? Optional.empty() : Optional.of(text);
  }

  private static Stream<String> scalarStream(JsonNode value) {
    return scalar(value).stream();
  }
}

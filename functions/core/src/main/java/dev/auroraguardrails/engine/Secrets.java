package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/// Takes passwords, tokens and SQL out of what is told, logged or stored. CloudTrail masks most of
/// them itself; nothing here relies on that.
final class Secrets {
  private static final String MASK = "***";

  /// Parts of member names, in lower case.
  private static final List<String> SECRET =
      List.of(
          "password",
          "passwd",
          "secretstring",
          "secretbinary",
          "secretaccesskey",
          "authtoken",
          "sessiontoken",
          "privatekey",
          "userdata",
          "initquery",
          "parametersets");

  /// Names that hold a part of the above and no secret.
  private static final List<String> HARMLESS = List.of("passwordauthtype", "passwordlength");

  private Secrets() {}

  /// Copies a value, masking it or what is secret in it.
  ///
  /// @param name the member that holds it
  static JsonNode masked(String name, JsonNode value) {
    if (!value.isBoolean() && !value.isNull() && isSecret(name)) {
      return JsonNodeFactory.instance.textNode(MASK);
    }
    if (value.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> copy.add(masked("", element)));
      return copy;
    }
    if (value.isObject()) {
      return maskedObject(value);
    }
    return value;
  }

  private static ObjectNode maskedObject(JsonNode value) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(
            member -> {
              JsonNode inner = member.getValue();
              boolean unsent =
                  member.getKey().equalsIgnoreCase("isModifiable")
                      && inner.isBoolean()
                      && !inner.booleanValue();
              if (!unsent) {
                copy.set(member.getKey(), masked(member.getKey(), inner));
              }
            });
    return copy;
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return (lower.startsWith("sql") || SECRET.stream().anyMatch(lower::contains))
        && HARMLESS.stream().noneMatch(lower::contains);
  }
}

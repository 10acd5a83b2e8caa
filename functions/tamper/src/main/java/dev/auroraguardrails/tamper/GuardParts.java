package dev.auroraguardrails.tamper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.aws.Canary;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.ChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the guard consists of, by what the template says of itself. CloudFormation begins the name
/// of everything that it names with the stack's, so a request that names a part says so in some
/// value, whatever the field is called there.
final class GuardParts {
  /// Parameters below it are the guard's.
  static final String SETTINGS = "/aurora-guardrails/";

  /// Tags whose keys begin so are the guard's.
  static final String TAGS = "aurora-guardrails:";

  private final Pattern own;
  private final String canary;
  private final List<GuardRule> rules;

  /// @param stack the stack's name
  /// @param key the ARN of the key of the alerts; empty where there is none
  /// @param canary the name of the role that sets the canary's tags
  /// @param rules the rules that bring the events
  GuardParts(String stack, String key, String canary, List<GuardRule> rules) {
    this.canary = canary;
    String keyId = key.substring(key.lastIndexOf('/') + 1);
    String named = "(?:.*[:/])?%s(?:-[\\w.$-]+)?(?:[:/].*)?".formatted(Pattern.quote(stack));
    String keyed = keyId.isEmpty() ? "" : "|(?:.*/)?" + Pattern.quote(keyId);
    this.own = Pattern.compile(named + keyed);
    this.rules = List.copyOf(rules);
  }

  /// @param json an object of `stack`, `key`, `canary`, `queues` (how their ARNs begin) and
  ///     `rules`, each with `name`, `target` (its id), `queue` and `deadLetters` (names)
  /// @throws IllegalStateException when it is not that
  static GuardParts parse(String json) {
    try {
      JsonNode parts = Json.MAPPER.readTree(json);
      String queues = text(parts, "queues");
      List<GuardRule> rules = new ArrayList<>();
      for (JsonNode rule : parts.path("rules")) {
        rules.add(
            new GuardRule(
                text(rule, "name"),
                text(rule, "target"),
                queues + text(rule, "queue"),
                queues + text(rule, "deadLetters")));
      }
      return new GuardParts(
          text(parts, "stack"), parts.path("key").asText(), text(parts, "canary"), rules);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("wanted the guard's parts as JSON", broken);
    }
  }

  private static String text(JsonNode json, String name) {
    String text = json.path(name).asText();
    if (text.isBlank()) {
      throw new IllegalStateException("the guard's parts have no " + name);
    }
    return text;
  }

  /// @return whether the guard's canary set its tag, and nothing else happened
  boolean isCanary(ChangeEvent event) {
    return Canary.is(event)
        && event.request().path("tags").size() == 1
        && event
            .actor()
            .arn()
            .filter(
                arn ->
                    arn.matches(
                        "arn:[^:]+:sts::%s:assumed-role/%s/.*"
                            .formatted(event.account(), Pattern.quote(canary))))
            .isPresent();
  }

  Optional<GuardRule> rule(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /// @return the first value that names a part of the guard
  Optional<String> namedIn(JsonNode tree) {
    return find(tree, value -> own.matcher(value).matches());
  }

  static Optional<String> settingIn(JsonNode tree) {
    return find(tree, value -> value.startsWith(SETTINGS));
  }

  static Optional<String> tagIn(JsonNode tree) {
    return find(tree, value -> value.startsWith(TAGS));
  }

  private static Optional<String> find(JsonNode tree, Predicate<String> test) {
    if (tree.isTextual()) {
      return Optional.of(tree.textValue()).filter(test);
    }
    for (JsonNode child : tree) {
      Optional<String> found = find(child, test);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}

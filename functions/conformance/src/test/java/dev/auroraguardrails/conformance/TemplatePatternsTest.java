package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.model.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/// The rules' event patterns, judged by EventBridge's own matcher against `events/`.
class TemplatePatternsTest {
  /// EventBridge takes 2,048; the rest is room for a logical id that grows.
  private static final int LONGEST = 2_000;

  private static final String RULE = "AWS::Events::Rule";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Template TEMPLATE = Template.read();

  @Test
  void everyPatternIsValidAndShortEnough() {
    assertThat(TEMPLATE.resources(RULE))
        .isNotEmpty()
        .allSatisfy(
            (id, rule) -> {
              String pattern = pattern(Template.map(rule.get("Properties")));
              assertThat(pattern).hasSizeLessThan(LONGEST);
              assertThat(JsonRuleCompiler.check(pattern)).as(id).isNull();
            });
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aFamilyGetsItsOwnEventsAndNoOthers(Family family) throws Exception {
    Map<String, ObjectNode> events = events();
    Map<Boolean, Set<String>> byOwner =
        events.entrySet().stream()
            .filter(event -> changedSomething(event.getValue()))
            .collect(
                Collectors.partitioningBy(
                    event -> families(event.getValue()).contains(family),
                    Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));

    var delivered = new TreeSet<String>();
    for (var event : events.entrySet()) {
      if (rulesOf(event.getValue()).contains(Template.prefix(family) + "Rule")) {
        delivered.add(event.getKey());
      }
    }

    assertThat(byOwner.get(true)).as("events of the family").isNotEmpty();
    assertThat(delivered).isEqualTo(byOwner.get(true));
  }

  @Test
  void aFailedCallIsNotDelivered() throws Exception {
    assertNoneDelivered(detail -> detail.put("errorCode", "AccessDenied"));
  }

  @Test
  void aReadIsNotDelivered() throws Exception {
    assertNoneDelivered(detail -> detail.put("readOnly", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sts.amazonaws.com", "docdb-elastic.amazonaws.com"})
  void anotherServicesCallIsNotDelivered(String eventSource) throws Exception {
    assertNoneDelivered(detail -> detail.put("eventSource", eventSource));
  }

  private static void assertNoneDelivered(Consumer<ObjectNode> change) throws Exception {
    Map<String, ObjectNode> events = events();
    assertThat(events).isNotEmpty();
    for (var event : events.entrySet()) {
      change.accept(detail(event.getValue()));
      assertThat(rulesOf(event.getValue())).as(event.getKey()).isEmpty();
    }
  }

  private static List<String> rulesOf(JsonNode event) throws Exception {
    var matching = new ArrayList<String>();
    for (var rule : TEMPLATE.resources(RULE).entrySet()) {
      String pattern = pattern(Template.map(rule.getValue().get("Properties")));
      if (Ruler.matchesRule(event.toString(), pattern)) {
        matching.add(rule.getKey());
      }
    }
    return matching;
  }

  private static String pattern(Map<String, Object> properties) {
    try {
      return JSON.writeValueAsString(properties.get("EventPattern"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean changedSomething(ObjectNode event) {
    ObjectNode detail = detail(event);
    return !detail.path("readOnly").asBoolean() && !detail.hasNonNull("errorCode");
  }

  private static Set<Family> families(ObjectNode event) {
    String source = detail(event).path("eventSource").asText();
    return Arrays.stream(Family.values())
        .filter(family -> family.sources().contains(source))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Family.class)));
  }

  private static ObjectNode detail(ObjectNode event) {
    return event.withObject("/detail");
  }

  /// The events by file name; an SQS batch, as `sam local invoke` takes it, is not one.
  private static Map<String, ObjectNode> events() throws IOException {
    var events = new TreeMap<String, ObjectNode>();
    try (Stream<Path> files = Files.list(Template.PROJECT.resolve("events"))) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".json") && !name.endsWith(".expected.json")) {
          if (JSON.readTree(Files.readString(file)) instanceof ObjectNode event
              && event.has("detail")) {
            events.put(name, event);
          }
        }
      }
    }
    return events;
  }
}

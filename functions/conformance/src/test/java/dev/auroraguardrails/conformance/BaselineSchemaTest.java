package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.auroraguardrails.baseline.BaselineFile;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.baseline.BaselineSchema;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The schema that editors read says what the baseline's reader says: every setting of the one is
/// one of the other, with the same values. What the reader knows is asked of it by mistakes.
class BaselineSchemaTest {
  private static final Path FILE = Template.PROJECT.resolve("baseline.schema.json");
  private static final Pattern KNOWN = Pattern.compile("known are (.*)");
  private static final Pattern ONE_OF = Pattern.compile("expected one of \\[(.*?)]");
  private static final Pattern RANGE = Pattern.compile("expected a number from (\\d+) to (\\d+)");

  private final List<String> checked = new ArrayList<>();

  @Test
  void thePublishedFileIsTheSchema() throws IOException {
    assertThat(Files.readString(FILE))
        .as("baseline.schema.json; to write it anew: make controls")
        .isEqualTo(BaselineSchema.write());
  }

  @Test
  void theBaselineNamesItsSchema() throws IOException {
    assertThat(Files.readString(Template.PROJECT.resolve("baseline.yaml")))
        .startsWith("# yaml-language-server: $schema=baseline.schema.json\n");
  }

  @Test
  void everySettingOfTheOneIsASettingOfTheOther() throws IOException {
    agree("", new ObjectMapper().readTree(BaselineSchema.write()));

    assertThat(checked)
        .contains("", "controls.RESIL-03", "controls.LOG-01", "brakes", "principals", "guard")
        .contains("exemptions[]")
        .hasSizeGreaterThan(25);
  }

  @Test
  void everyControlIsOneThatAnExemptionCanName() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(BaselineSchema.write());
    Set<String> controls = names(schema.path("properties").path("controls").path("properties"));

    assertThat(texts(schema.path("$defs").path("control").path("enum"))).isEqualTo(controls);
    assertThat(mistake("controls: {XX-99: {mode: alert}}")).contains(controls);
  }

  private void agree(String path, JsonNode schema) {
    JsonNode properties = schema.path("properties");
    if (!path.equals("controls")) {
      assertThat(known(path)).as(path).isEqualTo(names(properties));
    }
    checked.add(path);
    for (var property : properties.properties()) {
      String inner = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      JsonNode value = property.getValue();
      if (value.path("items").has("properties")) {
        agree(inner + "[]", value.path("items"));
      } else if (value.has("properties")) {
        agree(inner, value);
      } else {
        agreeOnValues(inner, value);
      }
    }
  }

  private void agreeOnValues(String path, JsonNode schema) {
    if (schema.has("enum") && !path.equals("preset")) {
      Matcher found = ONE_OF.matcher(mistake(yaml(path, "nonsense")));
      if (path.endsWith(".mode") && !schema.path("enum").toString().contains("revert")) {
        assertThat(mistake(yaml(path, "revert"))).as(path).contains("can only be told");
        return;
      }
      assertThat(found.find()).as(path).isTrue();
      assertThat(set(found.group(1))).as(path).isEqualTo(texts(schema.path("enum")));
    }
    if (schema.path("items").has("enum")) {
      Matcher found = ONE_OF.matcher(mistake(yaml(path, "[nonsense]")));
      assertThat(found.find()).as(path).isTrue();
      assertThat(set(found.group(1))).as(path).isEqualTo(texts(schema.path("items").path("enum")));
    }
    if (schema.path("type").asText().equals("integer")) {
      Matcher found = RANGE.matcher(mistake(yaml(path, "nonsense")));
      assertThat(found.find()).as(path).isTrue();
      assertThat(List.of(found.group(1), found.group(2)))
          .as(path)
          .containsExactly(schema.path("minimum").asText(), schema.path("maximum").asText());
    }
    JsonNode pattern = schema.has("pattern") ? schema : schema.path("items");
    if (pattern.has("pattern") && !path.startsWith("exemptions")) {
      String wrong = schema.has("pattern") ? "'a,b c'" : "['a,b c']";
      assertThat(mistake(yaml(path, wrong))).as(path).contains("expected");
      assertThat("a,b c").doesNotMatch(pattern.path("pattern").asText());
    }
  }

  /// The keys that the reader knows at that place
  private static Set<String> known(String path) {
    String unknown = path.isEmpty() ? "nonsense: 1" : yaml(path, "{nonsense: 1}");
    Matcher found = KNOWN.matcher(mistake(unknown));
    assertThat(found.find()).as("what the reader says of %s", path).isTrue();
    return set(found.group(1));
  }

  private static String yaml(String path, String value) {
    String text = value;
    for (String step : Arrays.asList(path.split("[.]")).reversed()) {
      text =
          step.endsWith("[]")
              ? "{%s: [%s]}".formatted(step.substring(0, step.length() - 2), text)
              : "{%s: %s}".formatted(step, text);
    }
    return text;
  }

  private static String mistake(String yaml) {
    try {
      BaselineFile.read("baseline.yaml", new StringReader(yaml));
    } catch (BadBaseline mistake) {
      return String.valueOf(mistake.getMessage());
    }
    throw new AssertionError("no mistake: " + yaml);
  }

  private static Set<String> set(String list) {
    return Arrays.stream(list.split(", *")).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(JsonNode properties) {
    var names = new TreeSet<String>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new TreeSet<String>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}

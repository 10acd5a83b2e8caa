package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.model.Glob;
import dev.auroraguardrails.tamper.TamperHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Ruler;

/// The guard of the guard gets every call that it knows, knows every rule, and may do little.
class TemplateTamperTest {
  private static final String RULE = "AWS::Events::Rule";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Template TEMPLATE = Template.read();

  @Test
  void everyCallOfItsTableIsDelivered() throws Exception {
    for (String[] row : table()) {
      assertThat(rulesOf(event(row[0], row[1], row[3]))).as(row[1]).isNotEmpty();
    }
  }

  @Test
  void settingsAndTagsOfOthersAreNotDelivered() throws Exception {
    for (String[] row : table()) {
      if (row[3].equals("setting") || row[3].equals("tag")) {
        assertThat(rulesOf(event(row[0], row[1], "others"))).as(row[1]).isEmpty();
      }
    }
  }

  @Test
  void whoDisablesOneOfItsRulesIsSeenByTheOther() throws Exception {
    assertThat(rulesOf(event("events", "DisableRule", "own")))
        .containsExactlyInAnyOrder("TamperRule", "TamperSettingsRule");
  }

  @Test
  void everyRuleThatBringsEventsIsAmongTheParts() {
    String parts =
        String.valueOf(
            Template.map(
                    Template.map(
                            TEMPLATE
                                .properties("AWS::Serverless::Function", "TamperFunction")
                                .get("Environment"))
                        .get("Variables"))
                .get("GUARD_PARTS"));

    assertThat(TEMPLATE.resources(RULE).keySet())
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(parts)
                    .contains(
                        "\"name\": \"${%s}\", \"target\": \"queue\"".formatted(rule),
                        "\"${%sDeadLetters.QueueName}\"".formatted(rule)));
  }

  @Test
  void everyPartIsNamedByCloudFormationOrBeginsWithTheStacksName() {
    Template.map(TEMPLATE.root().get("Resources"))
        .forEach(
            (id, resource) -> {
              Object properties = Template.map(resource).get("Properties");
              if (properties instanceof Map<?, ?> map) {
                Stream.of("FunctionName", "QueueName", "TopicName", "RoleName", "TableName", "Name")
                    .filter(map::containsKey)
                    .forEach(
                        name -> {
                          Object value = map.get(name);
                          assertThat(String.valueOf(value))
                              .as(id + " " + name)
                              .containsAnyOf("${AWS::StackName}-", "{Ref=");
                        });
              }
            });
  }

  @Test
  void itsRoleWritesOnlyWhatItPutsBackAndOnlyWhereEnforced() {
    Map<String, Object> policy = TEMPLATE.resources("AWS::IAM::Policy").get("TamperWritePolicy");

    assertThat(policy).containsEntry("Condition", "TamperEnforced");
    assertThat(actions(Template.map(Objects.requireNonNull(policy).get("Properties"))))
        .containsExactly("cloudtrail:StartLogging", "events:EnableRule", "events:PutTargets");
    List<String> others = new ArrayList<>();
    Template.list(TEMPLATE.properties("AWS::IAM::Role", "TamperRole").get("Policies"))
        .forEach(inline -> others.addAll(actions(Template.map(inline))));
    assertThat(others)
        .filteredOn(action -> !action.matches("(sqs|sns|kms|logs|xray):.*"))
        .isNotEmpty()
        .allMatch(action -> action.matches("\\w+:(Describe|Get|List)\\w+"));
  }

  @Test
  void thePoliciesThatShutOthersOutDenyEveryCallOnItsParts() throws Exception {
    String page = Files.readString(Template.PROJECT.resolve("docs/lockdown.md"));
    List<JsonNode> policies = new ArrayList<>();
    Matcher json = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
    while (json.find()) {
      policies.add(JSON.readTree(json.group(1)));
    }

    assertThat(policies).hasSize(2);
    for (JsonNode policy : policies) {
      var denied = new ArrayList<String>();
      for (JsonNode statement : policy.path("Statement")) {
        if (statement.path("Effect").asText().equals("Deny")) {
          statement.path("Action").forEach(action -> denied.add(action.asText()));
        }
      }
      for (String[] row : table()) {
        String action = row[0].replace("monitoring", "cloudwatch") + ":" + row[1];
        // A key is named by its id, and a subscription goes with its topic.
        if (row[3].equals("own") && !row[0].equals("kms") && !row[1].equals("Unsubscribe")) {
          assertThat(denied).as(action).anyMatch(pattern -> Glob.matches(pattern, action));
        }
      }
    }
  }

  private static Set<String> actions(Map<String, Object> policy) {
    var actions = new TreeSet<String>();
    for (Object one : Template.list(Template.map(policy.get("PolicyDocument")).get("Statement"))) {
      Template.list(Template.map(one).get("Action"))
          .forEach(action -> actions.add(String.valueOf(action)));
    }
    return actions;
  }

  private static List<String> rulesOf(ObjectNode event) throws Exception {
    var matching = new ArrayList<String>();
    for (var rule : TEMPLATE.resources(RULE).entrySet()) {
      Object pattern = Template.map(rule.getValue().get("Properties")).get("EventPattern");
      if (rule.getKey().startsWith("Tamper")
          && Ruler.matchesRule(event.toString(), JSON.writeValueAsString(pattern))) {
        matching.add(rule.getKey());
      }
    }
    return matching;
  }

  private static ObjectNode event(String service, String name, String about)
      throws JsonProcessingException {
    String key = about.equals("tag") ? "aurora-guardrails:x" : "team";
    String setting = about.equals("setting") ? "/aurora-guardrails/pause" : "/orders/limit";
    String json =
        """
        {"source": "aws.%1$s", "detail": {"eventSource": "%1$s.amazonaws.com", "readOnly": false,
         "eventName": "%2$s%3$s", "requestParameters": {"name": "%4$s", "names": ["%4$s"],
          "tags": [{"key": "%5$s", "value": "1"}], "tagKeys": ["%5$s"],
          "tagSet": {"items": [{"key": "%5$s", "value": "1"}]}}}}
        """
            .formatted(service, name, service.equals("lambda") ? "20150331v2" : "", setting, key);
    return (ObjectNode) JSON.readTree(json);
  }

  private static List<String[]> table() throws IOException {
    try (var in = Objects.requireNonNull(TamperHandler.class.getResourceAsStream("tampering.csv"));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String[]> rows = reader.lines().skip(1).map(line -> line.split(",", 5)).toList();
      assertThat(rows).hasSizeGreaterThan(60);
      return rows;
    }
  }
}

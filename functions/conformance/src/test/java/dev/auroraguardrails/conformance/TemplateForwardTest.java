package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What another Region sends is what the hub takes, and what is not sent is kept and seen.
class TemplateForwardTest {
  private static final String RULE = "AWS::Events::Rule";
  private static final Template HUB = Template.read();
  private static final Template FORWARD = Template.read("template-forward.yaml");

  @Test
  void theSameEventsAreSentAsTheHubTakes() {
    assertThat(patterns(FORWARD)).isEqualTo(patterns(HUB));
  }

  @Test
  void eachRuleSendsToTheHubsBusAsTheRoleThatMay() {
    Map<String, Object> bus =
        Map.of(
            "Fn::Sub",
            "arn:${AWS::Partition}:events:${HubRegion}:${AWS::AccountId}:event-bus/default");

    assertThat(FORWARD.resources(RULE))
        .allSatisfy(
            (id, rule) ->
                assertThat(Template.list(Template.map(rule.get("Properties")).get("Targets")))
                    .singleElement()
                    .isEqualTo(
                        Map.of(
                            "Id",
                            "hub",
                            "Arn",
                            bus,
                            "RoleArn",
                            Template.attribute("SenderRole", "Arn"),
                            "DeadLetterConfig",
                            Map.of("Arn", Template.attribute("DeadLetters", "Arn")))));
    Map<String, Object> send =
        Template.map(
            Template.list(FORWARD.properties("AWS::IAM::Role", "SenderRole").get("Policies"))
                .getFirst());
    assertThat(Template.list(Template.map(send.get("PolicyDocument")).get("Statement")))
        .isEqualTo(
            List.of(Map.of("Effect", "Allow", "Action", "events:PutEvents", "Resource", bus)));
  }

  @Test
  void onlyIamsRuleNeedsTheRegionOfItsEvents() {
    assertThat(FORWARD.resources(RULE))
        .allSatisfy(
            (id, rule) ->
                assertThat(rule.containsKey("Condition")).as(id).isEqualTo(id.equals("IamRule")));
  }

  @Test
  void theHubWritesElsewhereOnlyWhereItIsToldTo() {
    assertThat(Template.map(HUB.root().get("Parameters")).get("OtherRegions"))
        .extracting(parameter -> Template.map(parameter).get("Default"))
        .isEqualTo("no");
  }

  private static Map<String, Object> patterns(Template template) {
    return template.resources(RULE).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                rule ->
                    Template.map(
                        Template.map(rule.getValue().get("Properties")).get("EventPattern"))));
  }
}

package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The functions that tell Slack, Amazon Q and an event bus: optional, fed by the topic, and kept
/// away from the guard's own.
class TemplateSlackTest {
  private static final Template TEMPLATE = Template.read();

  @Test
  void withoutASecretThereIsNothingOfSlack() {
    assertThat(Template.map(TEMPLATE.root().get("Resources")))
        .hasEntrySatisfying("SlackFunction", resource -> assertThat(resource).isNotNull())
        .allSatisfy(
            (id, resource) -> {
              if (id.startsWith("Slack")) {
                assertThat(Template.map(resource)).as(id).containsEntry("Condition", "HasSlack");
              }
            });
    assertThat(Template.map(TEMPLATE.root().get("Conditions")).get("HasSlack"))
        .isEqualTo(
            Map.of(
                "Fn::Not",
                List.of(Map.of("Fn::Equals", List.of(Template.reference("SlackSecretArn"), "")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Slack", "Chat", "Outcome", "Audit"})
  void whatSnsOrLambdaGiveUpOnIsKept(String output) {
    Map<String, Object> function =
        TEMPLATE.properties("AWS::Serverless::Function", output + "Function");
    Map<String, Object> source =
        Template.map(
            Template.map(Template.map(function.get("Events")).get("Topic")).get("Properties"));
    Object deadLetters = Template.attribute(output + "DeadLetters", "Arn");

    assertThat(source).containsEntry("Topic", Template.reference("AlertTopic"));
    assertThat(source.get("RedrivePolicy")).isEqualTo(Map.of("deadLetterTargetArn", deadLetters));
    assertThat(
            Template.map(Template.map(function.get("EventInvokeConfig")).get("DestinationConfig"))
                .get("OnFailure"))
        .isEqualTo(Map.of("Type", "SQS", "Destination", deadLetters));
  }

  @Test
  void itsRoleReadsItsSecretAndKeepsItsTableAndNoMore() {
    List<Object> policies =
        Template.list(TEMPLATE.properties("AWS::IAM::Role", "SlackRole").get("Policies"));
    List<Map<String, Object>> statements =
        policies.stream()
            .map(policy -> Template.map(Template.map(policy).get("PolicyDocument")))
            .flatMap(document -> Template.list(document.get("Statement")).stream())
            .map(Template::map)
            .toList();
    Set<Object> resources =
        statements.stream()
            .flatMap(statement -> Template.list(statement.get("Resource")).stream())
            .collect(Collectors.toSet());

    assertThat(resources)
        .containsExactlyInAnyOrder(
            Template.attribute("SlackLog", "Arn"),
            Template.reference("SlackSecretArn"),
            Template.attribute("SlackTable", "Arn"),
            Template.attribute("SlackDeadLetters", "Arn"));
    assertThat(TEMPLATE.resources("AWS::IAM::Policy"))
        .allSatisfy(
            (id, policy) ->
                assertThat(Template.list(Template.map(policy.get("Properties")).get("Roles")))
                    .as(id)
                    .doesNotContain(Template.reference("SlackRole")));
  }

  @Test
  void anotherSecretIsANewVersion() {
    assertThat(function()).containsEntry("AutoPublishAliasAllProperties", true);
  }

  private static Map<String, Object> function() {
    return TEMPLATE.properties("AWS::Serverless::Function", "SlackFunction");
  }

  @Test
  void theChatChannelMayDoNothing() {
    Map<String, Object> channel =
        TEMPLATE.properties("AWS::Chatbot::SlackChannelConfiguration", "ChatChannel");

    assertThat(channel.get("GuardrailPolicies"))
        .isEqualTo(List.of(Map.of("Fn::Sub", "arn:${AWS::Partition}:iam::aws:policy/AWSDenyAll")));
    assertThat(channel.get("IamRoleArn")).isEqualTo(Template.attribute("ChatChannelRole", "Arn"));
    assertThat(TEMPLATE.properties("AWS::IAM::Role", "ChatChannelRole"))
        .doesNotContainKeys("Policies", "ManagedPolicyArns");
    assertThat(channel.get("SnsTopicArns")).isEqualTo(List.of(Template.reference("ChatTopic")));
  }

  @Test
  void withoutAmazonQThereIsNothingOfItsChat() {
    assertThat(Template.map(TEMPLATE.root().get("Resources")))
        .allSatisfy(
            (id, resource) -> {
              if (id.startsWith("Chat")) {
                assertThat(Template.map(resource).get("Condition"))
                    .as(id)
                    .isIn("HasChat", "HasChatChannel");
              }
            });
  }

  @Test
  void outcomesGoToTheirBusAndPassForNothingElse() {
    assertThat(TEMPLATE.resources("AWS::Serverless::Function").get("OutcomeFunction"))
        .containsEntry("Condition", "HasOutcomeBus");
    assertThat(
            Template.list(TEMPLATE.properties("AWS::IAM::Role", "OutcomeRole").get("Policies"))
                .stream()
                .map(policy -> Template.map(Template.map(policy).get("PolicyDocument")))
                .flatMap(document -> Template.list(document.get("Statement")).stream())
                .map(Template::map)
                .filter(statement -> "events:PutEvents".equals(statement.get("Action")))
                .map(statement -> statement.get("Condition")))
        .containsExactly(
            Map.of(
                "StringEquals",
                Map.of(
                    "events:source", "aurora-guardrails",
                    "events:detail-type", "AuroraGuardrails Outcome")));
  }
}

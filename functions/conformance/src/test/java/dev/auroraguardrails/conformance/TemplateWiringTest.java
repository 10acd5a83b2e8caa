package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rule, queue, function and alarm of each family: nothing gets lost in silence, nothing is shared.
class TemplateWiringTest {
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final Template TEMPLATE = Template.read();

  @Test
  void everyFamilyHasOneFunction() {
    assertThat(TEMPLATE.resources(FUNCTION).keySet())
        .filteredOn(TemplateWiringTest::guards)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Family.values())
                .map(family -> Template.prefix(family) + "Function")
                .toList());
  }

  private static boolean guards(String function) {
    return TEMPLATE.properties(FUNCTION, function).get("Environment")
            instanceof Map<?, ?> environment
        && Template.map(environment.get("Variables")).containsKey("GUARDRAILS_FAMILY");
  }

  @Test
  void everyFunctionHasARoleOfItsOwn() {
    List<Object> roles =
        TEMPLATE.resources(FUNCTION).values().stream()
            .map(function -> Template.map(function.get("Properties")).get("Role"))
            .toList();

    assertThat(roles).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(Set.copyOf(roles))
        .isEqualTo(
            TEMPLATE.resources("AWS::IAM::Role").keySet().stream()
                .filter(role -> !List.of("ChatChannelRole", "CanaryRole").contains(role))
                .map(role -> Template.attribute(role, "Arn"))
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aFunctionWorksOffItsQueueMessageByMessage(Family family) {
    String prefix = Template.prefix(family);
    Map<String, Object> function = TEMPLATE.properties(FUNCTION, prefix + "Function");
    Map<String, Object> events = Template.map(function.get("Events"));

    assertThat(events.values())
        .singleElement()
        .extracting(event -> Template.map(Template.map(event).get("Properties")))
        .satisfies(
            source ->
                assertThat(source)
                    .containsEntry("Queue", Template.attribute(prefix + "Queue", "Arn"))
                    .containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures")));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aQueueWaitsForItsFunctionAndGivesUpIntoDeadLetters(Family family) {
    String prefix = Template.prefix(family);
    Map<String, Object> queue = TEMPLATE.properties(QUEUE, prefix + "Queue");
    Map<String, Object> defaults =
        Template.map(Template.map(TEMPLATE.root().get("Globals")).get("Function"));
    int timeout = (Integer) Template.list(defaults.get("Timeout")).getFirst();

    assertThat(queue).containsEntry("VisibilityTimeout", 6 * timeout);
    assertThat(queue.get("RedrivePolicy"))
        .isEqualTo(
            Map.of(
                "deadLetterTargetArn",
                Template.attribute(prefix + "DeadLetters", "Arn"),
                "maxReceiveCount",
                5));
  }

  @Test
  void everyTargetOfARuleHasDeadLetters() {
    assertThat(TEMPLATE.resources("AWS::Events::Rule"))
        .allSatisfy(
            (id, rule) ->
                assertThat(Template.list(Template.map(rule.get("Properties")).get("Targets")))
                    .isNotEmpty()
                    .allSatisfy(
                        target ->
                            assertThat(Template.map(target).get("DeadLetterConfig"))
                                .as(id)
                                .isEqualTo(
                                    Map.of("Arn", Template.attribute(id + "DeadLetters", "Arn")))));
  }

  @Test
  void everyDeadLetterQueueRaisesAnAlarm() {
    Set<Object> watched =
        TEMPLATE.resources("AWS::CloudWatch::Alarm").values().stream()
            .map(alarm -> Template.map(alarm.get("Properties")))
            .filter(alarm -> alarm.containsKey("AlarmActions"))
            .flatMap(alarm -> Template.list(alarm.get("Dimensions")).stream())
            .map(dimension -> Template.map(dimension).get("Value"))
            .collect(Collectors.toSet());

    assertThat(TEMPLATE.resources(QUEUE).keySet())
        .filteredOn(queue -> queue.endsWith("DeadLetters"))
        .isNotEmpty()
        .allSatisfy(queue -> assertThat(watched).contains(Template.attribute(queue, "QueueName")));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void whatHoldsAFamilyUpRaisesAnAlarm(Family family) {
    String prefix = Template.prefix(family);
    assertAlarm(prefix + "QueueAge", Template.attribute(prefix + "Queue", "QueueName"));
    assertAlarm(prefix + "Errors", Template.reference(prefix + "Function"));
    assertAlarm(prefix + "Throttles", Template.reference(prefix + "Function"));
    assertAlarm(prefix + "FailedInvocations", Template.reference(prefix + "Rule"));
  }

  private static void assertAlarm(String name, Map<String, Object> watches) {
    Map<String, Object> alarm = TEMPLATE.properties("AWS::CloudWatch::Alarm", name + "Alarm");
    assertThat(alarm.get("AlarmActions")).isEqualTo(List.of(Template.reference("AlertTopic")));
    assertThat(Template.list(alarm.get("Dimensions")))
        .singleElement()
        .extracting(dimension -> Template.map(dimension).get("Value"))
        .isEqualTo(watches);
  }

  @Test
  void everyQueueIsEncrypted() {
    assertThat(TEMPLATE.resources(QUEUE).values())
        .allSatisfy(
            queue ->
                assertThat(Template.map(queue.get("Properties")))
                    .containsEntry("SqsManagedSseEnabled", true));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void onlyTheRuleTheFunctionAndTheSweepSendToAQueue(Family family) {
    String prefix = Template.prefix(family);
    Map<String, Object> policy =
        TEMPLATE.properties("AWS::SQS::QueuePolicy", prefix + "QueuePolicy");
    List<Object> statements =
        Template.list(Template.map(policy.get("PolicyDocument")).get("Statement"));
    Map<String, Object> rule = Template.attribute(prefix + "Rule", "Arn");

    assertThat(statements)
        .filteredOn(statement -> "Allow".equals(Template.map(statement).get("Effect")))
        .singleElement()
        .extracting(statement -> Template.map(statement).get("Condition"))
        .isEqualTo(Map.of("ArnEquals", Map.of("aws:SourceArn", rule)));
    assertThat(statements)
        .filteredOn(statement -> "Deny".equals(Template.map(statement).get("Effect")))
        .singleElement()
        .extracting(statement -> Template.map(statement).get("Condition"))
        .isEqualTo(
            Map.of(
                "ArnNotEquals",
                Map.of(
                    "aws:SourceArn",
                    rule,
                    "aws:PrincipalArn",
                    List.of(
                        Template.attribute(prefix + "Role", "Arn"),
                        Template.attribute("SweepRole", "Arn")))));
  }
}

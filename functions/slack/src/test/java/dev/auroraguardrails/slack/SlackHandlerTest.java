package dev.auroraguardrails.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.aws.LambdaContext;
import dev.auroraguardrails.engine.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The whole function: a message of the topic in, Slack's stub and the wire of AWS out.
class SlackHandlerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String REFUSED =
      """
      {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
       "message": "The conditional request failed", "Item": {"pk": {"S": "told#x"}%s}}
      """;

  private final AwsWire wire = new AwsWire();
  private final SlackStub slack;
  private final SlackHandler handler;
  private final Log log = new Log();

  SlackHandlerTest() throws IOException {
    slack = new SlackStub();
    handler =
        new SlackHandler(
            new Teller(
                new Secrets(wire.client(SecretsManagerClient.builder()), "arn:aws:secret"),
                new Told(wire.client(DynamoDbClient.builder()), "told", InstantSource.fixed(NOON)),
                new Delivery(new SlackApi(slack.api()), pause -> {}),
                ""));
  }

  @AfterEach
  void theSecretIsInNoLine() {
    slack.close();
    log.close();
    assertThat(log.text()).isNotEmpty().doesNotContain("hunter2");
  }

  @Test
  void anAlertIsToldAndNoted() {
    secret(slack.webhook());
    wire.answer("PutItem", "{}").answer("GetItem", "{}");
    wire.answer("PutItem", "{}").answer("PutItem", "{}");

    handle(Alerts.event(Alerts.reverted()));

    assertThat(slack.posted()).hasSize(1);
    assertThat(wire.calls().getFirst())
        .contains("told#e-1/NET-01/sg-0a1/reverted/in force", "attribute_not_exists(pk)");
    assertThat(wire.calls().get(3)).contains("told#").doesNotContain("claimed");
    assertThat(wire.calls().getLast()).contains("about#NET-01|arn:aws:ec2");
  }

  @Test
  void aRepeatIsDropped() {
    wire.answer("PutItem", 400, REFUSED.formatted(""));
    handle(Alerts.event(Alerts.reverted()));
    assertThat(slack.calls()).isZero();
  }

  @Test
  void whatAnotherInvocationIsTellingIsTriedAgainLater() {
    wire.answer("PutItem", 400, REFUSED.formatted(", \"claimed\": {\"N\": \"9999999999\"}"));
    var event = Alerts.event(Alerts.reverted());
    assertThatThrownBy(() -> handle(event)).isInstanceOf(Delivery.Undelivered.class);
    assertThat(slack.calls()).isZero();
  }

  @Test
  void whatCouldNotBeToldMayBeTriedAgain() {
    secret(slack.webhook());
    slack.fails(404, "no_service");
    wire.answer("PutItem", "{}").answer("GetItem", "{}").answer("DeleteItem", "{}");
    var event = Alerts.event(Alerts.reverted());

    assertThatThrownBy(() -> handle(event)).hasMessage("Slack refuses: no_service");
    assertThat(wire.calls().getLast()).startsWith("DynamoDB_20120810.DeleteItem");
  }

  @Test
  void aFollowUpByAWebhookSaysWhatItFollows() {
    secret(slack.webhook());
    wire.answer("PutItem", "{}").answer("GetItem", earlier("")).answer("PutItem", "{}");
    handle(Alerts.event(Alerts.reverted()));
    assertThat(slack.posted().getFirst().toString()).contains("Follows `inc-0`");
  }

  @Test
  void aFollowUpByABotStandsInTheThread() {
    secret(slack.bot());
    wire.answer("PutItem", "{}")
        .answer("GetItem", earlier(", \"ts\": {\"S\": \"1.5\"}"))
        .answer("PutItem", "{}");
    handle(Alerts.event(Alerts.reverted()));
    assertThat(slack.posted().getFirst().path("thread_ts").asText()).isEqualTo("1.5");
    assertThat(slack.posted().getFirst().toString()).doesNotContain("Follows");
  }

  @Test
  void aConversationEndsAfterADay() {
    secret(slack.webhook());
    wire.answer("PutItem", "{}")
        .answer("GetItem", earlier("").replace("9999999999", "1"))
        .answer("PutItem", "{}")
        .answer("PutItem", "{}");
    handle(Alerts.event(Alerts.reverted()));
    assertThat(slack.posted().getFirst().toString()).doesNotContain("Follows");
  }

  @Test
  void withoutItsTableItIsToldAllTheSame() {
    secret(slack.webhook());
    String denied = "{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}";
    for (int i = 0; i < 3; i++) {
      wire.answer("PutItem", 400, denied);
    }
    wire.answer("GetItem", 400, denied);
    handle(Alerts.event(Alerts.reverted()));
    assertThat(slack.posted()).hasSize(1);
  }

  @Test
  void alarmsAndWhateverElseComesAreTold() {
    secret(slack.webhook());
    for (int i = 0; i < 6; i++) {
      wire.answer("PutItem", "{}").answer("GetItem", "{}");
    }
    handle(Alerts.event("m-1", "ALARM", Alerts.ALARM));
    handle(Alerts.event("m-2", "subject", "a text"));
    assertThat(slack.posted()).hasSize(2);
  }

  @Test
  void theSecretIsReadOnceAMinute() {
    secret(slack.webhook());
    for (int i = 0; i < 6; i++) {
      wire.answer("PutItem", "{}").answer("GetItem", "{}");
    }
    handle(Alerts.event(Alerts.reverted()));
    handle(Alerts.event(Alerts.failed()));
    assertThat(wire.calls()).filteredOn(call -> call.contains("GetSecretValue")).hasSize(1);
  }

  @Test
  void aSecretThatIsNoneIsToldWithoutIt() {
    secret("hunter2");
    wire.answer("PutItem", "{}").answer("GetItem", "{}").answer("DeleteItem", "{}");
    var event = Alerts.event(Alerts.reverted());
    assertThatThrownBy(() -> handle(event))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theLogTellsWhatWasDone() {
    wire.answer("PutItem", 400, REFUSED.formatted(""));
    handle(Alerts.event(Alerts.reverted()));
    assertThat(log.text()).contains("a repeat, dropped", "e-1/NET-01");
  }

  private void secret(String value) {
    wire.answer(
        "GetSecretValue", Json.write(Map.of("ARN", "arn:aws:secret", "SecretString", value)));
  }

  private void handle(SNSEvent event) {
    assertThat(handler.handleRequest(event, new LambdaContext())).isEqualTo("told");
  }

  private static String earlier(String ts) {
    return """
    {"Item": {"pk": {"S": "about#x"}, "first": {"S": "inc-0"}, "at": {"N": "1772366000"},
     "expires": {"N": "9999999999"}%s}}
    """
        .formatted(ts);
  }
}

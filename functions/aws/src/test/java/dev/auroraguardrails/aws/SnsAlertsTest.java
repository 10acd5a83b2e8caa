package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.AlertText;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

class SnsAlertsTest {
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:alerts";
  private static final String DONE =
      "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>";

  private final AwsWire wire = new AwsWire();
  private final SnsAlerts alerts = new SnsAlerts(wire.client(SnsClient.builder()), TOPIC);

  @Test
  void programsGetJsonAndPeopleGetText() {
    Alert alert = Samples.openPort();
    wire.answer("Publish", DONE);
    alerts.publish(alert);

    JsonNode message = sent();
    assertThat(wire.calls().getFirst())
        .startsWith("Action=Publish TopicArn=" + TOPIC + " ")
        .contains("MessageStructure=json")
        .contains("Subject=[reverted] CRITICAL NET-01 sg-0a1: port 5432 open");
    assertThat(Json.read(message.get("default").asText(), Alert.class)).isEqualTo(alert);
    assertThat(message.get("email").asText()).isEqualTo(AlertText.email(alert));
  }

  @Test
  void anAlertThatIsTooLongLosesItsChangesOnly() {
    wire.answer("Publish", DONE);
    alerts.publish(withChanges("x".repeat(260_000)));

    Alert told = Json.read(sent().get("default").asText(), Alert.class);
    assertThat(told).isEqualTo(withChanges(Map.of("tooLong", "see CloudTrail event e-1")));
  }

  @Test
  void anAlertThatWasNotTakenIsAnError() {
    wire.answer(
        "Publish",
        403,
        "<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>");
    assertThatThrownBy(() -> alerts.publish(Samples.openPort())).isInstanceOf(SnsException.class);
  }

  @Test
  void whatOneChangeLedToIsPublishedInOneCall() {
    wire.answer(
        "PublishBatch", "<PublishBatchResponse><PublishBatchResult/></PublishBatchResponse>");
    alerts.publish(List.of(Samples.openPort(), withChanges("little")));

    assertThat(wire.calls()).hasSize(1);
    assertThat(wire.calls().getFirst())
        .contains("PublishBatchRequestEntries.member.1.")
        .contains("PublishBatchRequestEntries.member.2.")
        .doesNotContain("PublishBatchRequestEntries.member.3.");
  }

  @Test
  void aBatchThatWasTakenInPartIsAnError() {
    wire.answer(
        "PublishBatch",
        "<PublishBatchResponse><PublishBatchResult><Failed><member><Id>i</Id><Code>Throttled</Code>"
            + "</member></Failed></PublishBatchResult></PublishBatchResponse>");
    var both = List.of(Samples.openPort(), withChanges("little"));

    assertThatThrownBy(() -> alerts.publish(both)).hasMessageContaining("1 of 2");
  }

  private JsonNode sent() {
    String call = wire.calls().getFirst();
    String message = call.replaceFirst("(?s)^.* Message=", "").replaceFirst("(?s) Subject=.*$", "");
    return Json.MAPPER.valueToTree(Json.read(message, JsonNode.class));
  }

  private static Alert withChanges(String value) {
    return withChanges(Map.of("changed", value));
  }

  private static Alert withChanges(Map<String, Object> changed) {
    Alert a = Samples.openPort();
    return new Alert(
        a.schema(),
        a.alertId(),
        a.control(),
        a.resource(),
        a.account(),
        a.region(),
        a.event(),
        changed,
        a.evidence(),
        a.decision(),
        a.outcome(),
        a.reason(),
        a.done(),
        a.restored(),
        a.force(),
        a.cannotUndo(),
        a.undo(),
        a.fix(),
        a.at());
  }
}

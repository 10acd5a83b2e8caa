package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class QueueHandlerTest {
  private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/111122223333/rds";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String SENT_AGAIN =
      "{\"attempt\":2,\"firstSeen\":\"2026-03-01T11:59:00Z\",\"event\":{\"id\":\"e-1\"}}";

  private static final Origin ORIGIN = Origin.ofQueue(QUEUE);

  private final List<Alert> told = new ArrayList<>();
  private boolean topicIsThere = true;
  private final AwsWire wire = new AwsWire();
  private final List<Trigger> seen = new ArrayList<>();

  @Test
  void whatWasHandledIsNoFailure() {
    assertThat(failures(new Outcome.Reverted(false), "{\"id\":\"e-1\"}")).isEmpty();
    assertThat(seen).extracting(QueueHandlerTest::id).containsExactly("e-1");
    assertThat(wire.calls()).isEmpty();
  }

  @Test
  void whatIsNoneOfTheGuardsBusinessIsNotHandledAndNoFailure() {
    assertThat(failures(new Outcome.Reverted(false), "{\"id\":\"none\"}")).isEmpty();
    assertThat(seen).isEmpty();
  }

  @Test
  void anUnreadableMessageFailsAndTheOthersGoOn() {
    assertThat(failures(new Outcome.Reverted(false), "{\"id\":\"e-1\"}", "x", "{\"id\":\"e-2\"}"))
        .containsExactly("m-1");
    assertThat(seen).extracting(QueueHandlerTest::id).containsExactly("e-1", "e-2");
  }

  @Test
  void anEventThatCannotBeHandledFailsAndTheOthersGoOn() {
    Engine engine =
        change -> {
          if (id(change).equals("e-1")) {
            throw new IllegalStateException("throttled");
          }
          return List.of();
        };
    assertThat(failures(engine, "{\"id\":\"e-1\"}", "{\"id\":\"e-2\"}")).containsExactly("m-0");
  }

  @Test
  void whatMustWaitIsSentAgainWithItsEnvelopeAndIsNoFailure() {
    wire.answer("SendMessage", "{}");
    assertThat(failures(deferred(Duration.ofSeconds(15)), "{\"id\":\"e-1\",\"detail\":{\"a\":1}}"))
        .isEmpty();
    assertThat(wire.calls()).hasSize(1).first().asString().startsWith("AmazonSQS.SendMessage ");
    assertThat(wire.calls().getFirst())
        .contains("\"QueueUrl\":\"" + QUEUE + "\"")
        .contains("\"DelaySeconds\":15")
        .contains("\\\"attempt\\\":1")
        .contains("\\\"firstSeen\\\":\\\"2026-03-01T12:00:00Z\\\"")
        .contains("\\\"event\\\":{\\\"id\\\":\\\"e-1\\\",\\\"detail\\\":{\\\"a\\\":1}}");
  }

  @Test
  void whatMustWaitAgainIsNotWrappedTwice() {
    wire.answer("SendMessage", "{}");
    assertThat(failures(deferred(Duration.ofHours(1)), SENT_AGAIN)).isEmpty();
    assertThat(wire.calls().getFirst())
        .contains("\"DelaySeconds\":900")
        .contains("\\\"attempt\\\":3")
        .contains("\\\"firstSeen\\\":\\\"2026-03-01T11:59:00Z\\\"")
        .contains("\\\"event\\\":{\\\"id\\\":\\\"e-1\\\"}");
  }

  @Test
  void whatCouldNotBeSentAgainFails() {
    wire.answer("SendMessage", 400, "{\"__type\":\"AccessDenied\",\"message\":\"no\"}");
    assertThat(failures(deferred(Duration.ofSeconds(15)), SENT_AGAIN)).containsExactly("m-0");
  }

  @Test
  void aForgedMessageDoesNothingAndIsToldWithItsSender() {
    assertThat(failures(new Outcome.Reverted(false), "{\"id\":\"forged\"}")).isEmpty();

    assertThat(seen).isEmpty();
    assertThat(told).hasSize(1);
    Alert alert = told.getFirst();
    assertThat(alert.control().severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.event().actor()).isEqualTo("AROAEXAMPLE:mallory");
    assertThat(alert.resource()).isEqualTo("arn:aws:sqs:eu-central-1:111122223333:rds");
    assertThat(alert.evidence()).contains("sent to the guard's queue");
  }

  @Test
  void aForgedMessageThatCouldNotBeToldOfStays() {
    topicIsThere = false;
    assertThat(failures(new Outcome.Reverted(false), "{\"id\":\"forged\"}")).containsExactly("m-0");
  }

  @Test
  void aRecheckThatMustWaitIsSentAgainAsARecheck() {
    wire.answer("SendMessage", "{}");
    String recheck =
        "{\"recheck\":{\"resource\":{\"kind\":\"DB_CLUSTER\",\"account\":\"111122223333\","
            + "\"region\":\"eu-central-1\",\"name\":\"orders\"},\"findings\":[],"
            + "\"sweepId\":\"s-1\"}}";
    assertThat(failures(deferred(Duration.ofSeconds(15)), recheck)).isEmpty();
    assertThat(wire.calls().getFirst())
        .contains("\\\"attempt\\\":1")
        .contains("\\\"recheck\\\":{\\\"resource\\\"");
  }

  private void tell(Alert alert) {
    if (!topicIsThere) {
      throw new IllegalStateException("the topic is not there");
    }
    told.add(alert);
  }

  private static String id(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change change -> change.event().eventId();
      case Trigger.Recheck recheck -> recheck.sweepId();
    };
  }

  private static Outcome deferred(Duration after) {
    return new Outcome.Deferred(after, "modifying");
  }

  private List<String> failures(Outcome outcome, String... bodies) {
    return failures(
        change -> {
          seen.add(change);
          return List.of(new Handled("RES-01", "arn:aws:rds:x", "revert", outcome));
        },
        bodies);
  }

  private List<String> failures(Engine engine, String... bodies) {
    var handler =
        new QueueHandler(
            new MessageReader(Events::read, ORIGIN::check, InstantSource.fixed(NOW)),
            engine,
            new Requeue(wire.client(SqsClient.builder().checksumValidationEnabled(false)), QUEUE),
            new Forgeries(this::tell, ORIGIN, InstantSource.fixed(NOW)),
            new Figures(Family.RDS, InstantSource.fixed(NOW)));
    var batch = new SQSEvent();
    batch.setRecords(
        IntStream.range(0, bodies.length).mapToObj(i -> message("m-" + i, bodies[i])).toList());
    return handler.handleRequest(batch, new LambdaContext()).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static SQSMessage message(String id, String body) {
    var message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    message.setAttributes(Map.of("SenderId", "AROAEXAMPLE:mallory"));
    return message;
  }
}

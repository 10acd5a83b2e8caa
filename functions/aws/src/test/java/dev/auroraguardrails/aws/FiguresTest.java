package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What CloudWatch takes from a function's standard output.
class FiguresTest {
  private static final Instant NOW = Instant.EPOCH.plusMillis(4_500);
  private static final String EVENT = "{\"id\":\"e-1\",\"password\":\"hunter2\"}";

  @Test
  void aRevertIsCountedWithItsLatency() throws Exception {
    assertThat(counted(EVENT, handled("RESIL-01", new Outcome.Reverted(false))))
        .containsExactly(
            "[family] family=rds Deferred=0.0 Events=1.0 Failed=0.0",
            "[control, family, outcome] control=RESIL-01 family=rds outcome=reverted"
                + " Findings=1.0 LatencySeconds=4.5 Reverts=1.0");
  }

  @Test
  void eachOutcomeIsCountedByItsControl() throws Exception {
    assertThat(
            counted(
                EVENT,
                handled("LOGIN-01", new Outcome.Alerted("observed")),
                handled("RESIL-03", new Outcome.Deferred(Duration.ofSeconds(15), "modifying")),
                handled("NET-09", new Outcome.Failed("refused"))))
        .containsExactly(
            "[family] family=rds Deferred=1.0 Events=1.0 Failed=1.0",
            "[control, family, outcome] control=LOGIN-01 family=rds outcome=alerted"
                + " Alerts=1.0 Findings=1.0",
            "[control, family, outcome] control=RESIL-03 family=rds outcome=deferred Findings=1.0",
            "[control, family, outcome] control=NET-09 family=rds outcome=failed Findings=1.0");
  }

  @Test
  void anEventThatLedToNothingIsCounted() throws Exception {
    assertThat(counted(EVENT))
        .containsExactly("[family] family=rds Deferred=0.0 Events=1.0 Failed=0.0");
  }

  @Test
  void whatWaitsForAnotherWorkerIsNoFinding() throws Exception {
    assertThat(counted(EVENT, handled("-", new Outcome.Deferred(Duration.ofSeconds(5), "busy"))))
        .containsExactly("[family] family=rds Deferred=1.0 Events=1.0 Failed=0.0");
  }

  @Test
  void aMessageThatGoesBackToTheQueueIsCountedAsFailed() throws Exception {
    assertThat(counted("{\"password\": hunter2"))
        .containsExactly("[family] family=rds Deferred=0.0 Events=1.0 Failed=1.0");
  }

  private static Handled handled(String control, Outcome outcome) {
    return new Handled(control, "arn:aws:rds:us-east-1:111122223333:cluster:x", "none", outcome);
  }

  private static List<String> counted(String body, Handled... outcomes) throws Exception {
    var message = new SQSMessage();
    message.setMessageId("m-1");
    message.setBody(body);
    var batch = new SQSEvent();
    batch.setRecords(List.of(message));
    var wire = new AwsWire();
    wire.answer("SendMessage", "{}");
    var handler =
        new QueueHandler(
            new MessageReader(Events::read, recheck -> {}, InstantSource.fixed(NOW)),
            trigger -> List.of(outcomes),
            new Requeue(wire.client(SqsClient.builder().checksumValidationEnabled(false)), "q"),
            new Forgeries(
                alert -> {},
                Origin.ofQueue("https://sqs.eu-central-1.amazonaws.com/111122223333/rds"),
                InstantSource.fixed(NOW)),
            new Figures(Family.RDS, InstantSource.fixed(NOW)));
    PrintStream standard = System.out;
    var written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      handler.handleRequest(batch, new LambdaContext());
    } finally {
      System.setOut(standard);
    }
    String text = written.toString(StandardCharsets.UTF_8);
    var lines = new ArrayList<String>();
    for (String line : text.lines().filter(l -> l.contains("CloudWatchMetrics")).toList()) {
      assertThat(line).doesNotContain("hunter2", "cluster:x");
      lines.add(told(Json.MAPPER.readTree(line)));
    }
    return lines;
  }

  /// The dimensions that a line declares, and the values of these and of the metrics.
  private static String told(JsonNode line) {
    JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
    assertThat(directive.path("Namespace").asText()).isEqualTo(Figure.NAMESPACE);
    assertThat(directive.path("Dimensions")).hasSize(1);
    List<String> dimensions =
        directive.path("Dimensions").path(0).valueStream().map(JsonNode::asText).sorted().toList();
    var figures = new TreeMap<String, String>();
    for (JsonNode metric : directive.path("Metrics")) {
      String name = metric.path("Name").asText();
      figures.put(name, line.path(name).asText());
    }
    var told = new StringBuilder(dimensions.toString());
    dimensions.forEach(name -> told.append(" %s=%s".formatted(name, line.path(name).asText())));
    figures.forEach((name, value) -> told.append(" %s=%s".formatted(name, value)));
    return told.toString();
  }
}

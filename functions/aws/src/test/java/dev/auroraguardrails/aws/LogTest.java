package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What the log tells, by the layout that Lambda uses.
class LogTest {

  @Test
  void anOutcomeIsToldByItsKeys() {
    assertThat(logged("{\"id\":\"e-1\",\"password\":\"hunter2\"}"))
        .contains(
            "\"level\":\"INFO\"",
            "\"message\":\"reverted\"",
            "\"event_id\":\"e-1\"",
            "\"control\":\"RES-01\"",
            "\"resource\":\"arn:aws:rds:x\"",
            "\"outcome\":\"reverted\"")
        .doesNotContain("hunter2");
  }

  @Test
  void anUnreadableMessageIsToldByItsIdWithoutItsBody() {
    String line = logged("{\"password\": hunter2");
    assertThat(line)
        .contains("\"level\":\"ERROR\"", "\"message_id\":\"m-1\"", "not JSON")
        .doesNotContain("hunter2", "password");
  }

  private static String logged(String body) {
    var message = new SQSMessage();
    message.setMessageId("m-1");
    message.setBody(body);
    var batch = new SQSEvent();
    batch.setRecords(List.of(message));
    try (var lines = new Lines()) {
      new QueueHandler(
              new MessageReader(Events::read, recheck -> {}, InstantSource.system()),
              change ->
                  List.of(
                      new Handled(
                          "RES-01", "arn:aws:rds:x", "revert", new Outcome.Reverted(false))),
              new Requeue(new AwsWire().client(SqsClient.builder()), "unused"),
              new Forgeries(
                  alert -> {},
                  Origin.ofQueue("https://sqs.eu-central-1.amazonaws.com/111122223333/rds"),
                  InstantSource.system()),
              new Figures(Family.RDS, InstantSource.system()))
          .handleRequest(batch, new LambdaContext());
      assertThat(lines.written).hasSize(1);
      return lines.written.getFirst();
    }
  }

  private static final class Lines extends AbstractAppender implements AutoCloseable {
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final LoggerConfig root = ((Logger) LogManager.getRootLogger()).get();

    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
      start();
      root.addAppender(this, null, null);
    }

    @Override
    public void append(LogEvent event) {
      var json = Objects.requireNonNull(root.getAppenders().get("Json"), "log4j2.xml");
      written.add(json.getLayout().toSerializable(event).toString());
    }

    @Override
    public void close() {
      root.removeAppender("lines");
    }
  }
}

package dev.auroraguardrails.slack;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.auroraguardrails.aws.Clients;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The function that tells Slack. What cannot be told is an error, so that Lambda tries it again
/// and at last puts it into the dead-letter queue.
public final class SlackHandler implements RequestHandler<SNSEvent, String> {
  private static final Logger LOG = LoggerFactory.getLogger(SlackHandler.class);
  private static final URI SLACK = URI.create("https://slack.com/api/");

  private final Teller teller;

  /// Lambda makes one for each execution environment, by `SLACK_SECRET_ARN`, `TOLD_TABLE` and
  /// `CONTROLS_PAGE` (which may be empty).
  public SlackHandler() {
    this(
        new Teller(
            new Secrets(
                Clients.build(SecretsManagerClient.builder()), Variables.get("SLACK_SECRET_ARN")),
            new Told(
                Clients.build(DynamoDbClient.builder()),
                Variables.get("TOLD_TABLE"),
                InstantSource.system()),
            new Delivery(new SlackApi(SLACK), SlackHandler::pause),
            System.getenv().getOrDefault("CONTROLS_PAGE", "")));
  }

  SlackHandler(Teller teller) {
    this.teller = teller;
  }

  @Override
  public String handleRequest(SNSEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          event.getRecords().forEach(record -> tell(record.getSNS(), context));
          return "told";
        });
  }

  private void tell(SNSEvent.SNS message, Context context) {
    Incoming incoming = IncomingReader.read(message);
    try {
      Teller.Telling telling =
          teller.tell(incoming, () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
      LOG.info("{}", telling.words(), entry("alert", incoming.id()));
    } catch (RuntimeException e) {
      LOG.error("not told", entry("alert", incoming.id()), e);
      throw e;
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Slack", e);
    }
  }
}

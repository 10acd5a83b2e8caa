package dev.auroraguardrails.slack;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.auroraguardrails.aws.Clients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The function that hands on what comes by the topic to Amazon Q Developer in chat applications,
/// in its form and on a topic of its own.
public final class ChatHandler implements RequestHandler<SNSEvent, String> {
  private static final Logger LOG = LoggerFactory.getLogger(ChatHandler.class);

  private final SnsClient sns;
  private final String topicArn;

  /// Lambda makes one for each execution environment, by `CHAT_TOPIC_ARN`.
  public ChatHandler() {
    this(Clients.build(SnsClient.builder()), Variables.get("CHAT_TOPIC_ARN"));
  }

  ChatHandler(SnsClient sns, String topicArn) {
    this.sns = sns;
    this.topicArn = topicArn;
  }

  @Override
  public String handleRequest(SNSEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          event.getRecords().forEach(record -> handOn(record.getSNS()));
          return "told";
        });
  }

  private void handOn(SNSEvent.SNS message) {
    Incoming incoming = IncomingReader.read(message);
    String json = Notification.of(incoming).json();
    sns.publish(r -> r.topicArn(topicArn).message(json));
    LOG.info("handed on", entry("alert", incoming.id()));
  }
}
